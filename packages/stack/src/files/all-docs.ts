import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { allowWholeType } from '../permissions/allow.js'
import { readBody } from '../server/body.js'
import { decodeObject, GoJsonError } from '../server/go-json.js'
import { sendResources, type Resource } from '../server/json-api.js'
import { instanceOf } from '../server/request.js'
import type { FileEntry } from './file-document.js'
import { FileSystem } from './file-system.js'
import { resourceWithPath } from './file-resource.js'
import { FILES, TRASH_ID } from './tree.js'

const keysOf = ({ keys }: Record<string, unknown>): string[] | undefined => {
  if (keys === undefined || keys === null) return undefined
  const isList = Array.isArray(keys) && keys.every(key => typeof key === 'string')
  if (!isList)
    throw new GoJsonError('json: cannot unmarshal keys into Go struct field .keys of type []string')
  // CouchDB is asked for all then.
  return keys.length > 0 ? keys : undefined
}

const sendAllDocs = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  await allowWholeType(request, reply, 'GET', FILES)
  const keys = keysOf(decodeObject((await readBody(request)).toString()))
  const { rows } = await instanceOf(request).documents.list(FILES, {
    include_docs: true,
    ...(keys && { keys })
  })
  const files = new FileSystem(instanceOf(request))
  const resources: Resource[] = []
  for (const { doc } of rows) {
    if (!doc || doc._deleted || doc._id === TRASH_ID || doc._id.startsWith('_design')) continue
    resources.push(await resourceWithPath(files, doc as FileEntry))
  }
  return sendResources(reply, 200, resources)
}

/** `POST /files/_all_docs`: several files and directories by their ids; those that are not there are left out. */
export const addAllDocsRoutes = (server: FastifyInstance): void => {
  server.post('/files/_all_docs', sendAllDocs)
}
