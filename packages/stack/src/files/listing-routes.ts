import type { FastifyInstance } from 'fastify'
import { badRequest } from '../server/http-error.js'
import { sendResource } from '../server/json-api.js'
import { instanceOf, paramOf } from '../server/request.js'
import { allowFile } from './allow-file.js'
import { FILE_ERRORS } from './errors.js'
import { isDirectory } from './file-document.js'
import { FileSystem } from './file-system.js'
import { sendChildren } from './send-entry.js'

/** In bytes, of all files that lie in a directory, however far below. */
export const directorySize = async (files: FileSystem, directory: string): Promise<number> => {
  let size = 0
  for await (const portion of files.children(directory)) {
    for (const child of portion) {
      size += isDirectory(child) ? await directorySize(files, child._id) : Number(child.size)
    }
  }
  return size
}

/** What a directory holds, page by page, and how much it is. */
export const addListingRoutes = (server: FastifyInstance): void => {
  server.get('/files/:id/relationships/contents', async (request, reply) => {
    const files = new FileSystem(instanceOf(request))
    const entry = await files.byId(paramOf(request, 'id'))
    await allowFile(request, reply, 'GET', files, entry)
    if (!isDirectory(entry)) throw badRequest(`cant read children of file ${entry._id}`)
    return sendChildren(request, reply, entry)
  })
  server.get('/files/:id/size', async (request, reply) => {
    const files = new FileSystem(instanceOf(request))
    const entry = await files.byId(paramOf(request, 'id'))
    if (!isDirectory(entry)) throw FILE_ERRORS.missing()
    await allowFile(request, reply, 'GET', files, entry)
    const attributes = { size: String(await directorySize(files, entry._id)) }
    return sendResource(reply, 200, { type: 'io.cozy.files.sizes', id: entry._id, attributes, meta: {} })
  })
}
