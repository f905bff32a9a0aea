import { existsSync } from 'node:fs'
import { join } from 'node:path'
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
