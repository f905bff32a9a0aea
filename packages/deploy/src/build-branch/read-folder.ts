import type { Dirent } from 'node:fs'
import { lstat, readdir, readlink } from 'node:fs/promises'
import { DEPLOY_ERRORS } from '../errors.js'

/** What git can hold of a folder: names and targets are bytes, each a character of these texts. */
export interface FolderEntry {
  path: string
  mode: '100644' | '100755' | '120000'
  /** Bytes. */
  size: number
  /** Of a symbolic link: what it leads to, as it was written. */
  target?: string
}

/** The files of a folder, and the paths of what is none and no link either. */
export interface FolderContent {
  entries: FolderEntry[]
  left: string[]
}

/** A path of bytes, as the file system takes it. */
export const bytesOf = (path: string): Buffer => Buffer.from(path, 'latin1')

/** Git's own, which no tree can hold. */
const isGits = (name: string): boolean => name.toLowerCase() === '.git'

const readBelow = async (folder: string, prefix: string, into: FolderContent): Promise<void> => {
  const children = (await readdir(bytesOf(folder), {
    encoding: 'buffer',
    withFileTypes: true
  })) as unknown as Dirent<Buffer>[]
  for (const child of children) {
    const name = child.name.toString('latin1')
    const [path, full] = [`${prefix}${name}`, `${folder}/${name}`]
    if (isGits(name)) into.left.push(path)
    else if (child.isDirectory()) await readBelow(full, `${path}/`, into)
    else if (child.isSymbolicLink()) {
      const target = (await readlink(bytesOf(full), { encoding: 'buffer' })).toString('latin1')
      into.entries.push({ path, mode: '120000', size: target.length, target })
    } else if (child.isFile()) {
      const { mode, size } = await lstat(bytesOf(full))
      into.entries.push({ path, mode: mode & 0o100 ? '100755' : '100644', size })
    } else into.left.push(path)
  }
}

/**
 * Every file of a folder, whatever `.gitignore` says. Empty folders are not told of: git has none.
 *
 * @throws DeployError where something can not be read
 */
export const readFolder = async (folder: string): Promise<FolderContent> => {
  const content: FolderContent = { entries: [], left: [] }
  try {
    await readBelow(Buffer.from(folder).toString('latin1'), '', content)
  } catch (error) {
    const { code, message, path = folder } = error as NodeJS.ErrnoException
    throw DEPLOY_ERRORS.unreadable(String(path), code ?? message)
  }
  return content
}
