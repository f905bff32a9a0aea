import { randomBytes } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sendResource } from '../server/json-api.js'
import { instanceOf, paramOf, queryOf } from '../server/request.js'
import { allowFile } from './allow-file.js'
import { FILE_ERRORS } from './errors.js'
import { isDirectory, type FileEntry, type StoredFile } from './file-document.js'
import { entryResource } from './file-resource.js'
import { checkName, FileSystem } from './file-system.js'
import { copiedMetadata } from './metadata.js'
import { mimeOf } from './mime.js'
import { withinQuota } from './quota.js'
import { giveUpContent } from './release-content.js'
import { isInTrash } from './tree.js'

/** The most that the number of a copy becomes. */
const MOST = 1000

const split = (name: string): [base: string, extension: string] => {
  const point = name.lastIndexOf('.')
  return point < 0 ? [name, ''] : [name.slice(0, point), name.slice(point)]
}

const COPY: Readonly<Record<string, string>> = { es: 'copia', fr: 'copie' }

/** `bill.pdf` → `bill (copy).pdf`, in the owner's language. */
const copyName = (name: string, locale: string): string => {
  const [base, extension] = split(name)
  return `${base} (${COPY[locale] ?? 'copy'})${extension}`
}

/** The name itself or, where it is taken, `bill (2).pdf`, `bill (3).pdf`, … */
const freeName = async (files: FileSystem, directory: string, name: string): Promise<string> => {
  if (!(await files.child(directory, name))) return name
  const [stem, extension] = split(name)
  const [, base = stem, number = '1'] = /^(.+) \((\d{1,9})\)$/s.exec(stem) ?? []
  for (let next = Number(number) + 1; next < MOST; next += 1) {
    const other = `${base} (${next})${extension}`
    if (!(await files.child(directory, other))) return other
  }
  throw FILE_ERRORS.exists()
}

const copyContent = async (
  request: FastifyRequest,
  file: StoredFile,
  keep: (id: string) => Promise<FileEntry>
): Promise<FileEntry> => {
  const contents = instanceOf(request).files
  const id = randomBytes(16).toString('hex')
  const { store } = request.server.stack
  return withinQuota(store, instanceOf(request), Number(file.size), async () => {
    const source = (await contents.read(file.internal_vfs_id)) as Readable
    let copied: FileEntry
    try {
      await contents.write(id, source)
      copied = await keep(id)
    } catch (error) {
      await giveUpContent(contents, id, error)
      throw error
    } finally {
      source.destroy()
    }
    await contents.settle(id)
    return copied
  })
}

const copy = async (request: FastifyRequest, reply: FastifyReply): Promise<FileEntry> => {
  const instance = instanceOf(request)
  const files = new FileSystem(instance)
  const file = await files.byId(paramOf(request, 'id'))
  if (isDirectory(file)) throw FILE_ERRORS.missing()
  // Its references stay, as on the real stack, though its documentation says that they do not.
  const { _id, _rev, restore_path: _path, ...kept } = file
  const name = queryOf(request, 'Name') || copyName(file.name, instance.locale)
  checkName(name)
  const date = request.server.stack.clock.now().toISOString()
  const draft = {
    ...kept,
    ...mimeOf('', name),
    name,
    dir_id: queryOf(request, 'DirID') || file.dir_id,
    created_at: date,
    updated_at: date,
    trashed: false
  }
  await allowFile(request, reply, 'POST', files, draft)
  const parent = await files.directory(draft.dir_id)
  if (!parent) throw FILE_ERRORS.parentMissing()
  if (isInTrash(`${parent.path}/`)) throw FILE_ERRORS.parentInTrash()
  draft.name = await freeName(files, draft.dir_id, name)
  const cozyMetadata = await copiedMetadata(request, reply)
  return copyContent(request, file, internal_vfs_id =>
    files.place({ ...draft, internal_vfs_id, cozyMetadata })
  )
}

/** `POST /files/:id/copy`: the same content under another name, or in another directory. */
export const addCopyRoutes = (server: FastifyInstance): void => {
  server.post('/files/:id/copy', async (request, reply) => {
    const copied = await copy(request, reply)
    return sendResource(reply, 201, entryResource({ referenced_by: [], ...copied }))
  })
}
