import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Verb } from '../permissions/rule.js'
import { allowWholeType } from '../permissions/allow.js'
import { badJson } from '../server/http-error.js'
import { sendResource } from '../server/json-api.js'
import { instanceOf, paramOf } from '../server/request.js'
import { allowFile } from './allow-file.js'
import { sendContent } from './download.js'
import { FILE_ERRORS } from './errors.js'
import { isDirectory, type StoredFile } from './file-document.js'
import { FileSystem } from './file-system.js'
import { readPatch } from './read-patch.js'
import { renewMetadata } from './renew-metadata.js'
import { revert } from './revert.js'
import { sendEntry } from './send-entry.js'
import { FILES } from './tree.js'
import {
  findVersion,
  removeAllVersions,
  removeVersion,
  versionResource,
  VERSIONS,
  type Version
} from './versions.js'

interface Found {
  file: StoredFile
  version: Version
}

/** Of a directory some routes say that it is not there, others that it is in the way. */
const found = async (
  request: FastifyRequest,
  reply: FastifyReply,
  verb: Verb,
  refusal = FILE_ERRORS.missing
): Promise<Found> => {
  const files = new FileSystem(instanceOf(request))
  const file = await files.byId(paramOf(request, 'id'))
  if (isDirectory(file)) throw refusal()
  await allowFile(request, reply, verb, files, file)
  return { file, version: await findVersion(instanceOf(request), file._id, paramOf(request, 'version')) }
}

/** The contents that files had before: read, brought back, tagged, removed. */
export const addVersionRoutes = (server: FastifyInstance): void => {
  server.route({
    method: ['GET', 'HEAD'],
    url: '/files/download/:id/:version',
    handler: async (request, reply) => {
      const { file, version } = await found(request, reply, 'GET')
      const { size, internal_vfs_id } = version
      return sendContent(request, reply, file, { name: file.name, size, internal_vfs_id })
    }
  })
  server.post('/files/:id/versions', async (request, reply) =>
    sendEntry(request, reply, await renewMetadata(request, reply), { withVersions: true })
  )
  server.post('/files/revert/:id/:version', async (request, reply) => {
    const { file, version } = await found(request, reply, 'POST')
    await revert(request, file, version)
    // As the real stack: the file as it was before, its revision too, with the versions that it has now.
    return sendEntry(request, reply, file, { withVersions: true })
  })
  server.patch('/files/:id/:version', async (request, reply) => {
    const { version } = await found(request, reply, 'PATCH', FILE_ERRORS.conflict)
    const { tags } = await readPatch(request)
    if (!tags) throw badJson()
    const updatedAt = request.server.stack.clock.now().toISOString()
    const cozyMetadata = { ...version.cozyMetadata, updatedAt }
    const { documents } = instanceOf(request)
    const stored = (await documents.put(VERSIONS, { ...version, tags, cozyMetadata })) as Version
    return sendResource(reply, 200, versionResource(stored))
  })
  server.delete('/files/:id/:version', async (request, reply) => {
    const { version } = await found(request, reply, 'DELETE', FILE_ERRORS.conflict)
    await removeVersion(instanceOf(request), version)
    return reply.code(204).send()
  })
  server.delete('/files/versions', async (request, reply) => {
    await allowWholeType(request, reply, 'DELETE', FILES)
    await removeAllVersions(instanceOf(request))
    return reply.code(204).send()
  })
}
