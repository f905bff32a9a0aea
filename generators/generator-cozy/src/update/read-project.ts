import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Tree } from '../project/plan.js'

/** Those of the paths that are files in a folder, with what they hold. */
export const readFiles = (folder: string, paths: readonly string[]): Tree =>
  Object.fromEntries(
    [...new Set(paths)]
      .map(path => [path, join(folder, path)] as const)
      .filter(([, file]) => existsSync(file))
      .map(([path, file]) => [path, new Uint8Array(readFileSync(file))])
  )
