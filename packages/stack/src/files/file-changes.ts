import type { Document } from '@cozy-jobs/store'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { allowWholeType } from '../permissions/allow.js'
import { badRequest } from '../server/http-error.js'
import { sendJson } from '../server/json-api.js'
import { instanceOf, queryOf } from '../server/request.js'
import { pickFields } from '../data/pick-fields.js'
import { FileSystem } from './file-system.js'
import { FILES, isInTrash, TRASH_PATH } from './tree.js'

/** What CouchDB knows, and what the stack adds. */
const ALLOWED = 'since limit include_docs fields include_file_path skip_deleted skip_trashed'.split(' ')

const MOST = 10_000

const ALL_BUT_DESIGN = { selector: { _id: { $not: { $regex: '^_design/' } } } }

interface Options {
  since: string
  limit: number
  isWithDocs: boolean
  /** Undefined for all. */
  fields: string[] | undefined
  isWithPath: boolean
  skipsDeleted: boolean
  skipsTrashed: boolean
}

const limitOf = (text: string): number => {
  if (/^[+-]?\d+$/.test(text)) return Math.min(Number(text), MOST)
  if (text === '') return 0
  throw badRequest(
    `Invalid limit value '${text}': strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`
  )
}

/** What the stack itself looks at is asked for too, and then shown. */
const fieldsOf = (text: string, isNeeded: boolean): string[] | undefined => {
  const names = text.split(',')
  if (text === '') return undefined
  return isNeeded ? [...new Set([...names, 'type', 'name', 'dir_id'])] : names
}

const optionsOf = (request: FastifyRequest): Options => {
  const names = Object.keys(request.query as object)
  const unknown = names.find(name => !ALLOWED.includes(name))
  if (unknown !== undefined) throw badRequest(`Unsupported query parameter '${unknown}'`)
  const isWithPath = names.includes('include_file_path')
  const skipsTrashed = names.includes('skip_trashed')
  const limit = limitOf(queryOf(request, 'limit'))
  const isWithDocs = queryOf(request, 'include_docs') === 'true'
  if (!isWithDocs && (isWithPath || skipsTrashed)) {
    throw badRequest('Invalid options: include_docs should be set to true')
  }
  return {
    since: queryOf(request, 'since'),
    limit,
    isWithDocs,
    fields: fieldsOf(queryOf(request, 'fields'), isWithPath || skipsTrashed),
    isWithPath,
    skipsDeleted: names.includes('skip_deleted'),
    skipsTrashed
  }
}

type Fields = Record<string, unknown>

/** Of the fields that were asked for alone, as on the real stack: `trashed` must be one of them. */
const isTrashed = ({ type, trashed, path }: Fields): boolean => {
  if (type === 'file') return trashed === true
  return type === 'directory' && typeof path === 'string' && (path === TRASH_PATH || isInTrash(path))
}

const shownOf = async (
  files: FileSystem,
  doc: Document,
  { fields, isWithPath }: Options
): Promise<Fields> => {
  const shown: Fields = fields ? pickFields(doc, fields) : { ...doc }
  if (!isWithPath || shown.type !== 'file') return shown
  const path = await files.pathOf(doc).catch(() => undefined)
  return path === undefined ? shown : { ...shown, path }
}

const sendChanges = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  await allowWholeType(request, reply, 'GET', FILES)
  const options = optionsOf(request)
  const files = new FileSystem(instanceOf(request))
  const { last_seq, pending, results } = await files.undisturbed(documents =>
    documents.changes(FILES, {
      ...(options.since && { since: options.since }),
      ...(options.limit && { limit: options.limit }),
      filter: ALL_BUT_DESIGN,
      include_docs: options.isWithDocs
    })
  )
  const shown: Fields[] = []
  for (const { id, seq, doc: stored, ...change } of results) {
    if (options.skipsDeleted && change.deleted) continue
    const doc = stored ? await shownOf(files, stored, options) : null
    if (options.skipsTrashed && doc && isTrashed(doc)) continue
    shown.push({ id, seq, doc, ...change })
  }
  return sendJson(reply, 200, { last_seq, pending, results: shown })
}

/** `_changes` of files and directories, never in the middle of a move. */
export const addChangeRoutes = (server: FastifyInstance): void => {
  server.get('/files/_changes', sendChanges)
}
