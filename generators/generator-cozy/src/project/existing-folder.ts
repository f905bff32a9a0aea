import { existsSync } from 'node:fs'
import { upwards } from './workspace.js'

/** The folder itself, or the nearest above it that is there. */
export const existingFolder = (folder: string): string =>
  upwards(folder).find(each => existsSync(each)) ?? '/'
