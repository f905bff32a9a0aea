import { posix } from 'node:path'
import { StackError } from '../../errors/stack-error.js'
import type { CozyFile, CozyFiles } from '../api.js'
import { askJson, type Ask } from '../request/ask.js'
import { toFile, type FileResource } from './file-document.js'

/** Makes folders. */
export const folderMaking = (
  ask: Ask,
  { lookupByPath }: Pick<CozyFiles, 'lookupByPath'>
): Pick<CozyFiles, 'createDirectory' | 'mkdirp'> => {
  const createDirectory = async (name: string, dirId: string): Promise<CozyFile> => {
    const { data } = await askJson<{ data: FileResource }>(ask, {
      act: 'make a folder',
      method: 'POST',
      path: `/files/${encodeURIComponent(dirId)}`,
      query: { Type: 'directory', Name: name },
      // A name can be taken only once: a second try conflicts.
      idempotent: true
    })
    return toFile(data)
  }

  const mkdirp = async (path: string): Promise<CozyFile> => {
    const present = await lookupByPath(path)
    if (present?.type === 'directory') return present
    const parent = await mkdirp(posix.dirname(path))
    try {
      return await createDirectory(posix.basename(path), parent._id)
    } catch (error) {
      // Made by somebody else meanwhile; a file of that name is none.
      const other = StackError.is(error, 'conflict') ? await lookupByPath(path) : undefined
      if (other?.type === 'directory') return other
      throw error
    }
  }

  return { createDirectory, mkdirp: path => mkdirp(posix.join('/', path).replace(/(?<=.)\/$/, '')) }
}
