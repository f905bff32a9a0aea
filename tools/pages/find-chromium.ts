import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome']

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The Chromium of this machine: what `CHROMIUM_PATH` names, else the first on the path; undefined without one. */
export const findChromium = (env: NodeJS.ProcessEnv): string | undefined => {
  const named = env.CHROMIUM_PATH
  if (named) return named
  const folders = (env.PATH ?? '').split(delimiter)
  return folders.flatMap(folder => NAMES.map(name => join(folder, name))).find(isExecutable)
}
