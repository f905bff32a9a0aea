import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { InstallKind } from '../api.js'
import { INSTALL_ERRORS } from '../errors.js'
import { LARGEST_MANIFEST, MANIFEST_FILES } from './source.js'

/** The manifest in a folder. Throws 404 where there is none, 400 for one that is too large. */
export const readManifestFile = async (folder: string, kind: InstallKind): Promise<string> => {
  const file = await open(join(folder, MANIFEST_FILES[kind])).catch(() => {
    throw INSTALL_ERRORS.manifestNotReachable()
  })
  try {
    const info = await file.stat()
    if (!info.isFile()) throw INSTALL_ERRORS.manifestNotReachable()
    if (info.size > LARGEST_MANIFEST) throw INSTALL_ERRORS.badManifest()
    return await file.readFile('utf8')
  } finally {
    await file.close()
  }
}
