import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { KonnectorInfo } from './konnector-info.js'

/** What webpack puts there when the konnector is built. */
declare const __WEBPACK_PROVIDED_MANIFEST__: KonnectorInfo | undefined

/**
 * The konnector's own manifest: the one that was built into it, else `manifest.konnector` of the working directory.
 * Empty where there is none: a konnector that is being tried needs none.
 */
export const readManifest = (folder: string = process.cwd()): KonnectorInfo => {
  const built =
    typeof __WEBPACK_PROVIDED_MANIFEST__ === 'undefined' ? undefined : __WEBPACK_PROVIDED_MANIFEST__
  if (built) return built
  try {
    return JSON.parse(readFileSync(join(folder, 'manifest.konnector'), 'utf8')) as KonnectorInfo
  } catch {
    return {}
  }
}
