import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sendResource } from '../server/json-api.js'
import { instanceOf, paramOf, queryOf } from '../server/request.js'
import { API_CSP } from '../server/response-headers.js'
import { allowFile } from './allow-file.js'
import { sendContent } from './download.js'
import { FILE_ERRORS } from './errors.js'
import { isDirectory, type StoredFile } from './file-document.js'
import { entryResource } from './file-resource.js'
import { FileSystem } from './file-system.js'
import { Secrets } from './secrets.js'

/** Paths, as on the real stack: a file that is moved meanwhile is not found. */
const paths = new Secrets<string>()

const fileOf = async (request: FastifyRequest, path: string): Promise<StoredFile> => {
  const files = new FileSystem(instanceOf(request))
  const entry = path === '' ? await files.byId(queryOf(request, 'Id')) : await files.byPath(path)
  if (isDirectory(entry)) throw FILE_ERRORS.missing()
  return entry
}

const makeLink = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const files = new FileSystem(instanceOf(request))
  const file = await fileOf(request, queryOf(request, 'Path'))
  await allowFile(request, reply, 'GET', files, file)
  const secret = paths.keep(request, await files.pathOf(file))
  const name = queryOf(request, 'Filename') || file.name
  return sendResource(reply, 200, entryResource(file), {
    links: { related: `/files/downloads/${secret}/${name}` }
  })
}

/** Links to a file's content that need no token, for a while. */
export const addLinkRoutes = (server: FastifyInstance): void => {
  server.post('/files/downloads', makeLink)
  server.route({
    method: ['GET', 'HEAD'],
    url: '/files/downloads/:secret/:name',
    handler: async (request, reply) => {
      const path = paths.find(request, paramOf(request, 'secret'))
      if (path === undefined) throw FILE_ERRORS.wrongToken()
      reply.header('content-security-policy', `${API_CSP}form-action 'none';`)
      return sendContent(request, reply, await fileOf(request, path))
    }
  })
}
