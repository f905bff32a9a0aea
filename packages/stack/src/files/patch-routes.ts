import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { StoreError } from '@cozy-jobs/store'
import { JsonApiError } from '../server/http-error.js'
import { sendErrors } from '../server/json-api.js'
import { instanceOf, paramOf, queryOf } from '../server/request.js'
import { allowFile } from './allow-file.js'
import { checkRevision } from './check-revision.js'
import { FILE_ERRORS } from './errors.js'
import type { FileEntry } from './file-document.js'
import { sendEntry } from './send-entry.js'
import { FileSystem } from './file-system.js'
import { modify } from './modify.js'
import { readPatch, readPatches } from './read-patch.js'

const filesOf = (request: FastifyRequest): FileSystem => new FileSystem(instanceOf(request))

const patchOne =
  (find: (request: FastifyRequest) => Promise<FileEntry>) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const patch = await readPatch(request)
    const entry = await find(request)
    checkRevision(request, entry)
    const files = filesOf(request)
    await allowFile(request, reply, 'PATCH', files, entry)
    const isCopied = patch.move_to_trash === true && patch.permanent_delete !== true
    return sendEntry(request, reply, await modify(request, reply, entry, patch), { isCopied })
  }

/** One error of a list names the entry that it is about. */
const asError = (error: JsonApiError, id: string): Record<string, unknown> => ({
  status: String(error.status),
  title: error.title,
  detail: error.message,
  source: { ...error.source, parameter: '_id', pointer: id }
})

/** Two requests that change the same at once: the later one is told so. */
const refusalOf = (error: unknown): JsonApiError => {
  if (error instanceof JsonApiError) return error
  if (error instanceof StoreError && error.code === 'conflict') {
    return FILE_ERRORS.conflict()
  }
  throw error
}

const patchMany = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const files = filesOf(request)
  const refusals: { error: JsonApiError; id: string }[] = []
  for (const { id, patch } of await readPatches(request)) {
    let entry: FileEntry | undefined
    try {
      entry = await files.byId(id)
    } catch (error) {
      refusals.push({ error: refusalOf(error), id })
      continue
    }
    await allowFile(request, reply, 'PATCH', files, entry)
    try {
      await modify(request, reply, entry, patch)
    } catch (error) {
      refusals.push({ error: refusalOf(error), id })
    }
  }
  const [first] = refusals
  if (!first) return reply.code(204).send()
  return sendErrors(
    reply,
    first.error.status,
    refusals.map(({ error, id }) => asError(error, id))
  )
}

/** Changing what is known of files and directories: one by id or path, or several at once. */
export const addPatchRoutes = (server: FastifyInstance): void => {
  server.patch(
    '/files/:id',
    patchOne(request => filesOf(request).byId(paramOf(request, 'id')))
  )
  server.patch(
    '/files/metadata',
    patchOne(request => filesOf(request).byPath(queryOf(request, 'Path')))
  )
  server.patch('/files/', patchMany)
}
