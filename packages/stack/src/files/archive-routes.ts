import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { badJson } from '../server/http-error.js'
import { readResource, sendJson, sendResource } from '../server/json-api.js'
import { sendNotImplemented } from '../server/not-found.js'
import { headerOf, instanceOf, paramOf } from '../server/request.js'
import { allowFile } from './allow-file.js'
import { archiveEntries, zipOf, type Archive } from './archive.js'
import { contentDisposition } from './content-disposition.js'
import { FILE_ERRORS } from './errors.js'
import type { FileEntry } from './file-document.js'
import { FileSystem } from './file-system.js'
import { Secrets } from './secrets.js'

const ZIP = 'application/zip'

const archives = new Secrets<Archive>()

const listOf = <T>(value: unknown, isMember: (member: unknown) => member is T): T[] | null => {
  if (value === undefined || value === null) return null
  if (!Array.isArray(value) || !value.every(isMember)) throw badJson()
  return value
}

const isText = (value: unknown): value is string => typeof value === 'string'
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const readArchive = async (request: FastifyRequest): Promise<Archive> => {
  const { name, ids, files, pages } = (await readResource(request)).attributes
  if (name !== undefined && name !== null && !isText(name)) throw badJson()
  return {
    name: name ?? '',
    ids: listOf(ids, isText),
    files: listOf(files, isText),
    pages: listOf(pages, isObject)
  }
}

const sendZip = async (
  request: FastifyRequest,
  reply: FastifyReply,
  { name }: Archive,
  entries: FileEntry[]
): Promise<FastifyReply> => {
  const content = await zipOf(request, name, entries)
  return reply
    .code(200)
    .header('content-type', ZIP)
    .header('content-disposition', contentDisposition('attachment', `${name}.zip`))
    .send(content)
}

const create = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const asked = await readArchive(request)
  const lists = [asked.ids, asked.files, asked.pages]
  if (lists.every(list => !list?.length)) return sendJson(reply, 400, "Can't create an archive with no files")
  if (asked.name.includes('/')) return sendJson(reply, 400, "The archive filename can't contain a /")
  if (asked.pages?.length) return sendNotImplemented(reply, 'POST /files/archive with pages')
  const archive = { ...asked, name: asked.name || 'archive' }
  const files = new FileSystem(instanceOf(request))
  const entries = await archiveEntries(files, archive)
  for (const entry of entries) await allowFile(request, reply, 'GET', files, entry)
  if (headerOf(request, 'accept') === ZIP) return sendZip(request, reply, archive, entries)
  const secret = archives.keep(request, archive)
  return sendResource(
    reply,
    200,
    {
      type: 'io.cozy.files.archives',
      id: secret,
      attributes: archive,
      meta: {},
      links: { self: `/files/archive/${secret}` }
    },
    { links: { related: `/files/archive/${secret}/${encodeURIComponent(archive.name)}.zip` } }
  )
}

/** Several files and directories as one zip: at once, or by a link that needs no token for a while. */
export const addArchiveRoutes = (server: FastifyInstance): void => {
  server.post('/files/archive', create)
  server.get('/files/archive/:secret/:name', async (request, reply) => {
    const archive = archives.find(request, paramOf(request, 'secret'))
    if (!archive) throw FILE_ERRORS.wrongToken()
    // By path or id once more: what was moved or removed meanwhile is not found, as on the real stack.
    const entries = await archiveEntries(new FileSystem(instanceOf(request)), archive)
    return sendZip(request, reply, archive, entries)
  })
}
