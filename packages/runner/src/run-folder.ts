import { constants } from 'node:fs'
import { copyFile, cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { RunRequest } from './api.js'
import { RunnerError } from './errors.js'
import { codeOf } from './system-error.js'

/** The real stack leaves these out of a konnector's copy (`copyFiles`): code that reads them fails there as well. */
const LEFT_OUT = new Set(['README.md', 'package.json', '.travis.yml', 'LICENSE'])

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

const isMissing = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '')

/** Removes a run folder with all that the job has put there. */
export const removeRunFolder = (folder: string): Promise<void> =>
  rm(folder, { recursive: true, force: true, maxRetries: 3 })

/**
 * A fresh folder in the system's own for temporary files, named after kind and slug, with the job's code in it. The
 * caller removes it. Throws `RunnerError` `source_missing`, and leaves nothing behind then.
 */
export const makeRunFolder = async ({ kind, slug, source }: RunRequest): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), `${kind}-${slug.replace(/[^\w.-]/g, '_')}-`))
  try {
    await copySource(source, folder)
    return folder
  } catch (error) {
    await removeRunFolder(folder)
    if (isMissing(error))
      throw new RunnerError('source_missing', 'file' in source ? source.file : source.folder)
    throw error
  }
}
