import type { FastifyInstance, FastifyRequest } from 'fastify'
import { readResource, sendResource } from '../server/json-api.js'
import { instanceOf } from '../server/request.js'
import { allowFile } from './allow-file.js'
import { FILE_ERRORS } from './errors.js'
import { FileSystem } from './file-system.js'
import { Secrets } from './secrets.js'

const secrets = new Secrets<Record<string, unknown>>()

/** The metadata that were sent before their file. Throws 422 for an id that is none, or too old. */
export const sentMetadata = (request: FastifyRequest, id: string): Record<string, unknown> => {
  const metadata = secrets.find(request, id)
  if (!metadata) throw FILE_ERRORS.badMetadataId()
  return metadata
}

/** `POST /files/upload/metadata`: metadata too long for the query of an upload are sent first. */
export const addMetadataRoutes = (server: FastifyInstance): void => {
  server.post('/files/upload/metadata', async (request, reply) => {
    await allowFile(request, reply, 'POST', new FileSystem(instanceOf(request)), {})
    const { attributes } = await readResource(request)
    const id = secrets.keep(request, attributes)
    return sendResource(reply, 201, { type: 'io.cozy.files.metadata', id, attributes, meta: {} })
  })
}
