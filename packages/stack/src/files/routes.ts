import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { RouteFamily } from '../server/family.js'
import { sendResource } from '../server/json-api.js'
import { instanceOf, paramOf, queryOf } from '../server/request.js'
import { API_CSP } from '../server/response-headers.js'
import { allowFile } from './allow-file.js'
import { createDirectory } from './directories.js'
import { sendContent } from './download.js'
import { FILE_ERRORS } from './errors.js'
import { isDirectory, type FileEntry, type StoredFile } from './file-document.js'
import { entryResource, sendEntry } from './file-resource.js'
import { FileSystem } from './file-system.js'
import { emptyTrashOf, trash } from './trash.js'
import { createFile, overwriteFile } from './upload.js'

const filesOf = (request: FastifyRequest): FileSystem => new FileSystem(instanceOf(request))

const asFile = (entry: FileEntry): StoredFile => {
  if (isDirectory(entry)) throw FILE_ERRORS.missing()
  return entry
}

const addCreation = (server: FastifyInstance): void => {
  const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const kinds = { file: createFile, directory: createDirectory }
    const create = kinds[queryOf(request, 'Type') as keyof typeof kinds]
    if (!create) throw FILE_ERRORS.badType()
    return sendResource(reply, 201, entryResource(await create(request, reply, paramOf(request, 'id'))))
  }
  server.post('/files/', handler)
  server.post('/files/:id', handler)
  server.put('/files/:id', async (request, reply) => {
    const file = asFile(await filesOf(request).byId(paramOf(request, 'id')))
    return sendEntry(reply, 200, await overwriteFile(request, reply, file), filesOf(request))
  })
}

const addReading = (server: FastifyInstance): void => {
  const byId = (request: FastifyRequest): Promise<FileEntry> => filesOf(request).byId(paramOf(request, 'id'))
  const byPath = (request: FastifyRequest): Promise<FileEntry> =>
    filesOf(request).byPath(queryOf(request, 'Path'))
  const read =
    (find: (request: FastifyRequest) => Promise<FileEntry>) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const entry = await find(request)
      await allowFile(request, reply, 'GET', filesOf(request), entry)
      return sendEntry(reply, 200, entry, filesOf(request))
    }
  const download =
    (find: (request: FastifyRequest) => Promise<FileEntry>) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const file = asFile(await find(request))
      await allowFile(request, reply, 'GET', filesOf(request), file)
      if (find === byPath) reply.header('content-security-policy', `${API_CSP}form-action 'none';`)
      return sendContent(request, reply, file)
    }
  server.get('/files/metadata', read(byPath))
  server.get('/files/:id', read(byId))
  server.head('/files/:id', async (request, reply) => {
    await allowFile(request, reply, 'GET', filesOf(request), await byId(request))
    return reply.code(200).send()
  })
  server.route({ method: ['GET', 'HEAD'], url: '/files/download', handler: download(byPath) })
  server.route({ method: ['GET', 'HEAD'], url: '/files/download/:id', handler: download(byId) })
}

const addRemoval = (server: FastifyInstance): void => {
  server.delete('/files/:id', async (request, reply) => {
    const files = filesOf(request)
    const entry = await files.byId(paramOf(request, 'id'))
    await allowFile(request, reply, 'DELETE', files, entry)
    return sendEntry(reply, 200, await trash(request, entry), files)
  })
  server.delete('/files/trash/:id', async (request, reply) => {
    const files = filesOf(request)
    const entry = await files.byId(paramOf(request, 'id'))
    await allowFile(request, reply, 'DELETE', files, entry)
    await emptyTrashOf(instanceOf(request), entry)
    return reply.code(204).send()
  })
}

/** `/files`: what a konnector needs to save a bill. */
export const fileRoutes: RouteFamily = {
  name: 'files',
  port: 'instance',
  fidelity:
    'Make directories, upload, overwrite, read by id and path, download (ranges too), trash, destroy. Old versions, changing metadata, copies, restoring, thumbnails, archives, _find and paging of a directory (it gives its first 1 000 children) are not there.',
  register(server) {
    addCreation(server)
    addReading(server)
    addRemoval(server)
  }
}
