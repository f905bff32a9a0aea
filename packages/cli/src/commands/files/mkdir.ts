import { visible } from '@cozy-jobs/logging'
import { basename, dirname } from 'node:path/posix'
import { EXIT } from '../../errors.js'
import type { Run } from '../../registry/command.js'
import type { MKDIR_OPTIONS } from './command.js'
import { cozyPath } from './cozy-path.js'
import { isDirectory, type Entry } from './entry.js'
import { FILE_ERRORS } from './errors.js'
import { connectFiles, type FileClient } from './file-client.js'
import { makeDirectories } from './make-directories.js'

const makeOne = async (files: FileClient, path: string, act: string): Promise<Entry> => {
  if (await files.at(path, act)) {
    throw FILE_ERRORS.exists(act, path, 'Give -p where that is no mistake.')
  }
  const parent = await files.at(dirname(path), act)
  if (!parent) throw FILE_ERRORS.noParent(act, dirname(path))
  if (!isDirectory(parent)) throw FILE_ERRORS.isFile(act, dirname(path))
  return files.makeDirectory(parent.id, basename(path), act)
}

export const run: Run<typeof MKDIR_OPTIONS> = async ({ args, options, json }, context) => {
  const [typed = ''] = args
  const act = `make ${typed}`
  const path = cozyPath(typed, act)
  const files = await connectFiles(options, context)
  const made = options.parents ? await makeDirectories(files, path, act) : await makeOne(files, path, act)
  const { terminal } = context
  terminal.out(json ? JSON.stringify({ id: made.id, ...made.attributes }) : `${visible(path)}/`)
  return EXIT.done
}
