import { basename, dirname } from 'node:path/posix'
import { isDirectory, type Entry } from './entry.js'
import { FILE_ERRORS } from './errors.js'
import type { FileClient } from './file-client.js'

/** Finds a directory by its path, and makes it and those above where they are missing. */
export const makeDirectories = async (files: FileClient, path: string, act: string): Promise<Entry> => {
  const found = await files.at(path, act)
  if (found) {
    if (!isDirectory(found)) throw FILE_ERRORS.isFile(act, path)
    return found
  }
  const parent = await makeDirectories(files, dirname(path), act)
  return files.makeDirectory(parent.id, basename(path), act)
}
