import { existsSync } from 'node:fs'
import { join, posix } from 'node:path'
import type { Services } from './service-triggers.js'

/**
 * Says what the real stack takes in silence though it is surely a mistake, such as `"debounce": "@3m"`. The checker is
 * loaded with the first installation: the start of a stack shall not wait for it.
 */
export const warnOfManifest = async (
  file: string,
  text: string,
  warn: (text: string) => void
): Promise<void> => {
  const { checkManifest } = await import('@cozy-jobs/manifest')
  for (const { severity, line, column, message, advice } of checkManifest({ text, file })) {
    if (severity === 'warning') warn(`${file}:${line}:${column}: ${message} ${advice}`)
  }
}

/** Says which files of services are not in the folder: each of their runs would fail, and its sources were given. */
export const warnOfAbsentServices = (
  folder: string,
  services: Services | null,
  warn: (text: string) => void,
  place = folder
): void => {
  for (const [name, { file }] of Object.entries(services ?? {})) {
    if (!existsSync(join(folder, file))) {
      warn(
        `The service ${name} is to run ${file}, which is not in ${place}. Install the folder of the build.`
      )
    }
  }
}

/** Says which templates of notifications are not in the folder, of an app or a konnector. */
export const warnOfAbsentTemplates = (
  folder: string,
  notifications: unknown,
  warn: (text: string) => void,
  place = folder
): void => {
  for (const [name, declared] of Object.entries(notifications ?? {})) {
    const { templates } = (declared ?? {}) as { templates?: unknown }
    for (const file of Object.values(templates ?? {})) {
      if (typeof file !== 'string') continue
      const path = file.replace(/^file:/, '')
      if (existsSync(join(folder, posix.join('/', path)))) continue
      warn(
        `The notification ${name} names the template ${path}, which is not in ${place}. Add it to the build.`
      )
    }
  }
}
