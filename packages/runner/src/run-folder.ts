import { constants } from 'node:fs'
import { chmod, copyFile, cp, mkdtemp, readdir, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { RunRequest } from './api.js'
import { RunnerError } from './errors.js'
import { ownerTag } from './owner.js'
import { codeOf } from './system-error.js'

/** The real stack leaves these out of a konnector's copy (`copyFiles`): code that reads them fails there as well. */
const LEFT_OUT = new Set(['README.md', 'package.json', '.travis.yml', 'LICENSE'])

/** What a file system takes as one name, less what stands around the slug. */
const LONGEST_SLUG = 100

/** What a source that names no file makes the system say. */
const NO_SOURCE = ['ENOENT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE']

/** The name of a folder of ours; its group is the `ownerTag` of the process that has made it. */
export const TAGGED = /^(?:service|konnector|cozy-jobs)-.*-(\d+\.[a-z0-9]+\.[a-z0-9]+)-[A-Za-z0-9]{6}$/

/** Where run folders are made: the system's place for temporary files, as a process in it sees its name. */
export const runsFolder = (): Promise<string> => realpath(tmpdir())

const copySource = async (source: RunRequest['source'], folder: string): Promise<void> => {
  if ('file' in source) {
    await copyFile(source.file, join(folder, 'index.js'), constants.COPYFILE_FICLONE)
    return
  }
  await cp(source.folder, folder, {
    recursive: true,
    mode: constants.COPYFILE_FICLONE,
    filter: path => !(dirname(path) === source.folder && LEFT_OUT.has(basename(path)))
  })
}

/** A job may have taken from its own folders the right to remove what is in them. */
const openFolders = async (folder: string): Promise<void> => {
  await chmod(folder, 0o700)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) await openFolders(join(folder, entry.name))
  }
}

/** Removes a run folder with all that the job has put there. */
export const removeRunFolder = async (folder: string): Promise<void> => {
  const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 3 })
  try {
    await remove()
  } catch {
    await openFolders(folder)
    await remove()
  }
}

/** A fresh folder in the system's own for temporary files, named after what it is for and this process. */
export const makeTagged = async (name: string): Promise<string> =>
  mkdtemp(join(await runsFolder(), `${name}-${ownerTag(process.pid)}-`))

/**
 * A fresh folder in the system's own for temporary files, named after kind, slug and this process, with the job's code
 * in it. The caller removes it. Throws `RunnerError` `source_missing`, and leaves nothing behind then.
 */
export const makeRunFolder = async ({ kind, slug, source }: RunRequest): Promise<string> => {
  const name = slug.replace(/[^\w.-]/g, '_').slice(0, LONGEST_SLUG)
  const folder = await makeTagged(`${kind}-${name}`)
  try {
    await copySource(source, folder)
    return folder
  } catch (error) {
    await removeRunFolder(folder)
    if (NO_SOURCE.includes(codeOf(error) ?? '')) {
      throw new RunnerError('source_missing', 'file' in source ? source.file : source.folder)
    }
    throw error
  }
}
