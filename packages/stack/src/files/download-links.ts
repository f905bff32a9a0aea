import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sendResource } from '../server/json-api.js'
import { instanceOf, paramOf, queryOf } from '../server/request.js'
import { allowFile } from './allow-file.js'
import { allowFrames, forbidForms } from './content-security.js'
import { sendContent } from './download.js'
import { FILE_ERRORS } from './errors.js'
import { isDirectory, type FileEntry, type StoredFile } from './file-document.js'
import { entryResource } from './file-resource.js'
import { FileSystem } from './file-system.js'
import { refusePage } from './pdf-page.js'
import { Secrets } from './secrets.js'
import { findVersion } from './versions.js'

/** Paths, as on the real stack: a file that is moved meanwhile is not found. */
const paths = new Secrets<string>()

/** Ids of old versions, `<file>/<version>`. */
const versions = new Secrets<string>()

/** What tells the secret of an old version from the one of a path. */
const VERSION = 'v-'

const asFile = (entry: FileEntry): StoredFile => {
  if (isDirectory(entry)) throw FILE_ERRORS.missing()
  return entry
}

/** The file, and the secret under which it can be had. */
const askedFile = async (request: FastifyRequest, files: FileSystem): Promise<StoredFile> => {
  const path = queryOf(request, 'Path')
  if (path !== '') return asFile(await files.byPath(path))
  const [version = ''] = queryOf(request, 'VersionId').split('/')
  return asFile(await files.byId(queryOf(request, 'Id') || version))
}

const makeLink = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const files = new FileSystem(instanceOf(request))
  const file = await askedFile(request, files)
  await allowFile(request, reply, 'GET', files, file)
  const isOfFile = queryOf(request, 'Path') !== '' || queryOf(request, 'Id') !== ''
  const secret = isOfFile
    ? paths.keep(request, await files.pathOf(file))
    : `${VERSION}${versions.keep(request, queryOf(request, 'VersionId'))}`
  const name = queryOf(request, 'Filename') || file.name
  return sendResource(reply, 200, entryResource(file), {
    links: { related: `/files/downloads/${secret}/${name}` }
  })
}

const isShown = (request: FastifyRequest): boolean => queryOf(request, 'Dl') !== '1'

/** Under the name that the link has. */
const sendVersion = async (
  request: FastifyRequest,
  reply: FastifyReply,
  id: string | undefined
): Promise<FastifyReply> => {
  if (id === undefined) throw FILE_ERRORS.wrongToken()
  const [fileId = '', versionId = ''] = id.split('/')
  const file = asFile(await new FileSystem(instanceOf(request)).byId(fileId))
  const { size, internal_vfs_id } = await findVersion(instanceOf(request), fileId, versionId)
  if (isShown(request)) allowFrames(request, reply, file)
  return sendContent(request, reply, file, { name: paramOf(request, 'name'), size, internal_vfs_id })
}

const sendLinked = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const secret = paramOf(request, 'secret')
  if (secret.startsWith(VERSION)) {
    return sendVersion(request, reply, versions.find(request, secret.slice(VERSION.length)))
  }
  const path = paths.find(request, secret)
  if (path === undefined) throw FILE_ERRORS.wrongToken()
  const file = asFile(await new FileSystem(instanceOf(request)).byPath(path))
  refusePage(request)
  forbidForms(request, reply)
  if (isShown(request)) allowFrames(request, reply, file)
  return sendContent(request, reply, file)
}

/** Links to a file's content, or one that it had before, that need no token, for a while. */
export const addLinkRoutes = (server: FastifyInstance): void => {
  server.post('/files/downloads', makeLink)
  server.route({ method: ['GET', 'HEAD'], url: '/files/downloads/:secret/:name', handler: sendLinked })
}
