import { visible } from '@cozy-jobs/logging'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { basename as nameOf, dirname } from 'node:path/posix'
import { Readable } from 'node:stream'
import { EXIT } from '../../errors.js'
import type { Run } from '../../registry/command.js'
import { sizeText } from '../../terminal/size-text.js'
import type { PUT_OPTIONS } from './command.js'
import { cozyPath } from './cozy-path.js'
import { isDirectory, type Entry } from './entry.js'
import { FILE_ERRORS } from './errors.js'
import { connectFiles, type FileClient, type Upload } from './file-client.js'

/** What is to be uploaded: `size` is not known of a pipe. */
interface Local {
  name?: string
  size?: number
  open: () => ReadableStream<Uint8Array>
}

const localOf = async (typed: string, cwd: string, act: string): Promise<Local> => {
  if (typed === '-') return { open: () => Readable.toWeb(process.stdin) as ReadableStream<Uint8Array> }
  const file = resolve(cwd, typed)
  const found = await stat(file).catch(() => undefined)
  if (!found) throw FILE_ERRORS.notLocal(act, `there is no file ${typed}`)
  if (found.isDirectory()) throw FILE_ERRORS.notLocal(act, `${typed} is a directory`)
  return {
    name: basename(file),
    ...(found.isFile() && { size: found.size }),
    open: () => Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>
  }
}

/** The directory and the name under which it is to lie; a PATH that is a directory gets the file's own name. */
const placeOf = async (
  files: FileClient,
  typed: string | undefined,
  own: string | undefined,
  act: string
): Promise<{ path: string; there: Entry | undefined }> => {
  const path = cozyPath(typed ?? '/', act)
  const there = await files.at(path, act)
  const isFolder = path === '/' || typed?.endsWith('/') || (there !== undefined && isDirectory(there))
  if (!isFolder) return { path, there }
  if (own === undefined) throw FILE_ERRORS.unnamed(act)
  const inside = `${path === '/' ? '' : path}/${own}`
  return { path: inside, there: await files.at(inside, act) }
}

const parentOf = async (files: FileClient, path: string, act: string): Promise<Entry> => {
  const parent = await files.at(dirname(path), act)
  if (!parent) throw FILE_ERRORS.noParent(act, dirname(path))
  if (!isDirectory(parent)) throw FILE_ERRORS.isFile(act, dirname(path))
  return parent
}

export const run: Run<typeof PUT_OPTIONS> = async ({ args, options, json }, context) => {
  const [typed = '', target] = args
  const act = `upload ${typed === '-' ? 'the standard input' : typed}`
  const local = await localOf(typed, context.cwd, act)
  const files = await connectFiles(options, context)
  const { path, there } = await placeOf(files, target, local.name, act)
  if (there && isDirectory(there)) throw FILE_ERRORS.isDirectory(act, path, 'Give another name.')
  if (there && !options.force) throw FILE_ERRORS.exists(act, path, 'Give --force to make it a new version.')
  const parent = there ? undefined : await parentOf(files, path, act)
  const upload: Upload = {
    body: local.open(),
    act,
    ...(local.size !== undefined && { size: local.size }),
    ...(options.mime !== undefined && { mime: options.mime })
  }
  const stored =
    parent === undefined
      ? await files.replace((there as Entry).id, upload)
      : await files.create(parent.id, nameOf(path), upload)
  const { terminal } = context
  const size = sizeText(Number(stored.attributes.size ?? 0))
  terminal.out(
    json ? JSON.stringify({ id: stored.id, ...stored.attributes }) : `${visible(path)} ${terminal.dim(size)}`
  )
  return EXIT.done
}
