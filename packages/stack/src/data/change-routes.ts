import type { ChangesOptions } from '@cozy-jobs/store'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { allowWholeType } from '../permissions/allow.js'
import { badRequest } from '../server/http-error.js'
import { sendJson } from '../server/json-api.js'
import { instanceOf, queryOf } from '../server/request.js'
import { doctypeOf, readObject } from './document-request.js'
import { checkReadable } from './reserved.js'

const ALLOWED = `feed style since limit timeout include_docs heartbeat _nonce seq_interval descending`.split(
  ' '
)

/** The filters that need no design document. */
const FILTERS = ['', '_doc_ids', '_selector', '_design']

const checkNames = (request: FastifyRequest): void => {
  for (const name of Object.keys(request.query as object)) {
    if (ALLOWED.includes(name) || (name === 'filter' && request.method === 'POST')) continue
    throw badRequest(`Unsupported query parameter '${name}'`)
  }
}

const checkValue = (request: FastifyRequest, name: string, values: readonly string[]): string => {
  const value = queryOf(request, name)
  // The real stack's own spelling.
  if (!values.includes(value)) throw badRequest(`Unsuported ${name} value '${value}'`)
  return value
}

const numberOf = (request: FastifyRequest, name: string): number | undefined => {
  const text = queryOf(request, name)
  if (text === '') return undefined
  if (/^[+-]?\d+$/.test(text)) return Number(text)
  throw badRequest(
    `Invalid ${name} value '${text}': strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`
  )
}

const filterOf = async (
  request: FastifyRequest,
  name: string
): Promise<Exclude<ChangesOptions['filter'], undefined>> => {
  const { doc_ids, selector } = await readObject(request)
  if (name === '_doc_ids') return { doc_ids }
  return name === '_selector' ? { selector } : { designs: true }
}

/** What CouchDB begins to count down from where no limit is given. */
const NO_LIMIT = 10 ** 15

/** With an interval CouchDB numbers only the rows before which a multiple of it is left; to Go no number is an empty text. */
const isNumbered = (row: number, limit: number, interval: number): boolean =>
  interval <= 0 || (limit - row) % interval === 0

const sendChanges = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const doctype = doctypeOf(request)
  checkNames(request)
  checkValue(request, 'feed', ['', 'normal'])
  const style = checkValue(request, 'style', ['', 'main_only', 'all_docs'])
  const filter = checkValue(request, 'filter', FILTERS)
  const limit = numberOf(request, 'limit')
  const interval = numberOf(request, 'seq_interval') ?? 0
  checkReadable(doctype)
  await allowWholeType(request, reply, 'GET', doctype)
  const since = queryOf(request, 'since')
  const { last_seq, pending, results } = await instanceOf(request).documents.changes(doctype, {
    ...(since && { since }),
    ...(limit && limit > 0 && { limit }),
    ...(style === 'all_docs' && { style }),
    ...(filter && { filter: await filterOf(request, filter) }),
    include_docs: queryOf(request, 'include_docs') === 'true',
    descending: queryOf(request, 'descending') === 'true'
  })
  return sendJson(reply, 200, {
    last_seq,
    pending,
    results: results.map(({ id, seq, doc = null, ...change }, row) => ({
      id,
      seq: isNumbered(row, limit || NO_LIMIT, interval) ? seq : '',
      doc,
      ...change
    }))
  })
}

/** `_changes`: what has happened since, never what is to come. */
export const addChangeRoutes = (server: FastifyInstance): void => {
  server.get('/data/:doctype/_changes', sendChanges)
  // A filter has a body; without one this is the same as GET.
  server.post('/data/:doctype/_changes', sendChanges)
}
