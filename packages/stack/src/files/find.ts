import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ensureStandingDoctype } from '../data/standing-doctypes.js'
import { allowWholeType } from '../permissions/allow.js'
import { readBody } from '../server/body.js'
import { decodeObject } from '../server/go-json.js'
import { sendResources, type Resource } from '../server/json-api.js'
import { instanceOf, queryOf } from '../server/request.js'
import { FILE_ERRORS } from './errors.js'
import { isDirectory, type FileEntry } from './file-document.js'
import { entryResource, resourceWithPath } from './file-resource.js'
import { FileSystem } from './file-system.js'
import { FILES } from './tree.js'

const LONGEST_PAGE = 1000
const DEFAULT_PAGE = 100

/** What Go says of a total that it doesn't know. */
const UNKNOWN_COUNT = 2 ** 31 - 2

/** What the answer needs, whatever fields were asked for. */
const NEEDED = ['_id', '_rev', 'type', 'class', 'size', 'trashed']

const wholeNumber = (text: string): number | undefined =>
  /^[+-]?\d{1,9}$/.test(text) ? Number(text) : undefined

/** Of files the path is no field: it is worked out from their directory. */
const fieldsOf = (asked: unknown): string[] | undefined => {
  if (!Array.isArray(asked)) return undefined
  const names = asked.filter(name => typeof name === 'string')
  return [...new Set([...NEEDED, ...(names.includes('path') ? ['dir_id'] : []), ...names])]
}

interface Query {
  request: Record<string, unknown>
  fields: string[] | undefined
  limit: number
  skip: number
}

/** The body, where the query of the address has nothing else to say. */
const queryFrom = async (request: FastifyRequest): Promise<Query> => {
  const asked = decodeObject((await readBody(request)).toString())
  const { limit: given } = asked
  const page = typeof given === 'number' && given <= LONGEST_PAGE ? given : DEFAULT_PAGE
  const limit = wholeNumber(queryOf(request, 'page[limit]')) ?? page
  const skip =
    wholeNumber(queryOf(request, 'page[skip]')) ?? (typeof asked.skip === 'number' ? asked.skip : undefined)
  const bookmark = queryOf(request, 'page[cursor]') || queryOf(request, 'cursor')
  const fields = fieldsOf(asked.fields)
  return {
    request: {
      ...asked,
      limit,
      ...(skip !== undefined && { skip }),
      ...(bookmark && { bookmark }),
      ...(fields && { fields })
    },
    fields,
    limit,
    skip: skip ?? 0
  }
}

/** A document of which perhaps only some fields were asked for. */
const resourceOf = async (files: FileSystem, entry: FileEntry, fields?: string[]): Promise<Resource> => {
  if (!fields) return resourceWithPath(files, entry)
  if (isDirectory(entry)) {
    const { links: _links, ...without } = entryResource(entry)
    return without
  }
  return fields.includes('path') ? resourceWithPath(files, entry) : entryResource(entry)
}

const find = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const { documents } = instanceOf(request)
  const query = await queryFrom(request)
  await allowWholeType(request, reply, 'GET', FILES)
  await ensureStandingDoctype(instanceOf(request), FILES)
  const { docs, bookmark, warning, execution_stats } = await documents.find(FILES, query.request)
  // CouchDB reads all documents then, and warns; the real stack refuses.
  if (warning?.includes('matching index found')) throw FILE_ERRORS.noIndex()
  const files = new FileSystem(instanceOf(request))
  const resources: Resource[] = []
  for (const doc of docs) resources.push(await resourceOf(files, doc as unknown as FileEntry, query.fields))
  const isFull = docs.length >= query.limit
  const hasNext = isFull && bookmark !== '' && bookmark !== 'nil'
  return sendResources(reply, 200, resources, {
    links: hasNext ? { next: `/files/_find?page[cursor]=${bookmark}` } : {},
    meta: {
      count: isFull ? UNKNOWN_COUNT : query.skip + docs.length,
      ...(execution_stats && { execution_stats }),
      ...(warning && { warning })
    }
  })
}

/** `POST /files/_find`: files and directories by a query of Mango. */
export const addFindRoutes = (server: FastifyInstance): void => {
  server.post('/files/_find', find)
}
