import { posix } from 'node:path'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { allowWholeType } from '../permissions/allow.js'
import { JsonApiError } from '../server/http-error.js'
import { sendResource } from '../server/json-api.js'
import { instanceOf } from '../server/request.js'
import type { FileEntry } from './file-document.js'
import { entryResource } from './file-resource.js'
import { FileSystem } from './file-system.js'
import { FILES, ROOT_ID } from './tree.js'

const SHARED_DRIVES_ID = 'io.cozy.files.shared-drives-dir'

/** In every language. */
const NAME = 'Drives'

const sharedDrives = async (request: FastifyRequest): Promise<FileEntry> => {
  const instance = instanceOf(request)
  const files = new FileSystem(instance)
  const there = await files.directory(SHARED_DRIVES_ID)
  if (there) return there
  const date = request.server.stack.clock.now().toISOString()
  const path = posix.join('/', NAME)
  try {
    return await files.place({
      _id: SHARED_DRIVES_ID,
      type: 'directory',
      name: NAME,
      dir_id: ROOT_ID,
      created_at: date,
      updated_at: date,
      path,
      cozyMetadata: {
        doctypeVersion: '1',
        metadataVersion: 1,
        createdAt: date,
        updatedAt: date,
        createdOn: `http://${instance.domain}/`
      }
    })
  } catch (error) {
    // A directory of that name, made by hand, serves as well.
    if (error instanceof JsonApiError && error.status === 409) return files.byPath(path)
    throw error
  }
}

/** `POST /files/shared-drives`: the directory of the shared drives, made where there is none. */
export const addSharedDriveRoutes = (server: FastifyInstance): void => {
  server.post('/files/shared-drives', async (request, reply) => {
    await allowWholeType(request, reply, 'POST', FILES)
    return sendResource(reply, 200, entryResource(await sharedDrives(request)))
  })
}
