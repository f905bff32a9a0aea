import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { entryResource } from '../files/file-resource.js'
import { FILES } from '../files/tree.js'
import { badRequest } from '../server/http-error.js'
import { sendIdentifiers } from '../server/json-api.js'
import { instanceOf, queryOf } from '../server/request.js'
import { addRelation, removeRelation } from './change-relation.js'
import { relatedFiles } from './related-files.js'
import { RELATIONS, type Relation } from './relation.js'
import { pageOfRows } from './relation-page.js'
import { allowRelation, targetOf } from './relation-request.js'

interface Sorting {
  byDate: boolean
  descending: boolean
}

/** Directories that a client leaves out are in the order of their ids, whatever is asked. */
const sortingOf = (request: FastifyRequest, relation: Relation): Sorting => {
  const sort = relation.name === 'references' ? queryOf(request, 'sort') : ''
  if (!['', 'id', '-id', 'datetime', '-datetime'].includes(sort)) throw badRequest('Invalid sort parameter')
  return { byDate: sort.endsWith('datetime'), descending: sort.startsWith('-') }
}

const list = async (
  request: FastifyRequest,
  reply: FastifyReply,
  relation: Relation
): Promise<FastifyReply> => {
  const { documents } = instanceOf(request)
  const target = targetOf(request)
  await allowRelation(request, reply, target, { onTarget: 'GET', onFiles: 'GET' })
  const { byDate, descending } = sortingOf(request, relation)
  let found = await relatedFiles(documents, relation, target, byDate)
  if (found.rows.length === 0 && target.legacyId !== undefined && relation.name === 'references') {
    found = await relatedFiles(documents, relation, { ...target, id: target.legacyId }, byDate)
  }
  const { rows, next } = pageOfRows(request, descending ? found.rows.toReversed() : found.rows, descending)
  // Of directories the real stack counts those that any client leaves out.
  const count = relation.directoriesOnly ? found.total : found.rows.length
  const withFiles = queryOf(request, 'include') === 'files' && rows.length > 0
  return sendIdentifiers(
    reply,
    200,
    rows.map(({ entry }) => ({ id: entry._id, type: FILES })),
    {
      links: { ...(next !== undefined && { next }) },
      meta: { count },
      ...(withFiles && { included: rows.map(({ entry }) => entryResource(entry)) })
    }
  )
}

/** Files that note a document: those of an album, and the directories that a client does not synchronize. */
export const addRelationRoutes = (server: FastifyInstance): void => {
  for (const relation of RELATIONS) {
    const path = `/data/:doctype/:docid/relationships/${relation.name}`
    server.get(path, (request, reply) => list(request, reply, relation))
    server.post(path, (request, reply) => addRelation(request, reply, relation))
    server.delete(path, (request, reply) => removeRelation(request, reply, relation))
  }
}
