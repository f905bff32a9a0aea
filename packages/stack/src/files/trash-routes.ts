import type { FastifyInstance, FastifyRequest } from 'fastify'
import { instanceOf, paramOf } from '../server/request.js'
import { allowFile } from './allow-file.js'
import { checkRevision } from './check-revision.js'
import { destroy, destroyContents } from './destroy.js'
import { FILE_ERRORS } from './errors.js'
import type { Directory, FileEntry } from './file-document.js'
import { FileSystem } from './file-system.js'
import { sendChildren, sendEntry } from './send-entry.js'
import { restore, trash } from './trash.js'
import { ROOT_ID, TRASH_ID } from './tree.js'

const filesOf = (request: FastifyRequest): FileSystem => new FileSystem(instanceOf(request))

const entryOf = (request: FastifyRequest): Promise<FileEntry> => filesOf(request).byId(paramOf(request, 'id'))

const trashOf = async (request: FastifyRequest): Promise<Directory> =>
  (await filesOf(request).byId(TRASH_ID)) as Directory

/** Into the trash, out of it, and away for ever. */
export const addTrashRoutes = (server: FastifyInstance): void => {
  server.delete('/files/:id', async (request, reply) => {
    const entry = await entryOf(request)
    await allowFile(request, reply, 'PATCH', filesOf(request), entry)
    checkRevision(request, entry)
    return sendEntry(request, reply, await trash(request, reply, entry), { isCopied: true })
  })
  server.get('/files/trash', async (request, reply) => {
    const directory = await trashOf(request)
    await allowFile(request, reply, 'GET', filesOf(request), directory)
    return sendChildren(request, reply, directory)
  })
  server.delete('/files/trash', async (request, reply) => {
    await allowFile(request, reply, 'DELETE', filesOf(request), await trashOf(request))
    await destroyContents(instanceOf(request), TRASH_ID)
    return reply.code(204).send()
  })
  server.post('/files/trash/:id', async (request, reply) => {
    const entry = await entryOf(request)
    await allowFile(request, reply, 'PATCH', filesOf(request), entry)
    return sendEntry(request, reply, await restore(request, reply, entry), { isCopied: true })
  })
  // As the real stack, also what is not in the trash; but for the root and the trash themselves.
  server.delete('/files/trash/:id', async (request, reply) => {
    const entry = await entryOf(request)
    await allowFile(request, reply, 'DELETE', filesOf(request), entry)
    checkRevision(request, entry)
    if (entry._id === ROOT_ID || entry._id === TRASH_ID) throw FILE_ERRORS.fixed()
    await destroy(instanceOf(request), entry)
    return reply.code(204).send()
  })
}
