import type { Document } from '@cozy-jobs/store'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { badRequest, JsonApiError } from '../server/http-error.js'
import { sendResources } from '../server/json-api.js'
import { instanceOf, paramOf, queryOf } from '../server/request.js'
import { permissionOf } from './allow.js'
import { allowsWholeType } from './match.js'
import { permissionResource } from './permission-resource.js'
import { storedRules } from './stored-rules.js'

const DEFAULT_PAGE = 30
const LONGEST_PAGE = 100

const wholeNumber = (text: string, what: string): number => {
  if (!/^[+-]?\d{1,9}$/.test(text)) throw badRequest(`page ${what} is not a number`)
  return Math.max(0, Number(text))
}

const limitOf = (request: FastifyRequest): number => {
  const text = queryOf(request, 'page[limit]')
  return text === '' ? DEFAULT_PAGE : Math.min(wholeNumber(text, 'limit'), LONGEST_PAGE)
}

/** The id that a page begins with; '' for the first page. */
const cursorOf = (cursor: string): string => {
  let parts: unknown
  try {
    parts = JSON.parse(cursor)
  } catch {
    // Said below.
  }
  if (!Array.isArray(parts)) throw badRequest(`bad json cursor ${cursor}`)
  if (parts.length !== 2) throw badRequest(`bad cursor length ${cursor}`)
  const id: unknown = parts[1]
  if (typeof id !== 'string') throw badRequest(`bad cursor id ${cursor}`)
  return id
}

/** One row for each rule on the doctype, as CouchDB's view has them: a share with two is there twice. */
const rowsOf = (docs: Iterable<Document>, doctype: string): Document[] =>
  Array.from(docs)
    .filter(({ type }) => type === 'share')
    .sort((one, other) => (one._id < other._id ? -1 : 1))
    .flatMap(doc =>
      storedRules(doc)
        .filter(({ type }) => type === doctype)
        .map(() => doc)
    )

interface Page {
  rows: Document[]
  next: Record<string, string> | undefined
}

const pageOf = (request: FastifyRequest, rows: Document[], doctype: string): Page => {
  const limit = limitOf(request)
  const cursor = queryOf(request, 'page[cursor]')
  const skipped = cursor === '' ? queryOf(request, 'page[skip]') : ''
  const first = cursor === '' ? '' : cursorOf(cursor)
  const skip = skipped === '' ? 0 : wholeNumber(skipped, 'skip')
  const left = rows.filter(({ _id }) => _id >= first).slice(skip)
  const after = left[limit]
  if (!after) return { rows: left, next: undefined }
  const place: Record<string, string> =
    skipped === ''
      ? { 'page[cursor]': JSON.stringify([[doctype, 'share'], after._id]), 'page[limit]': String(limit) }
      : { 'page[limit]': String(limit), 'page[skip]': String(skip + limit) }
  return { rows: left.slice(0, limit), next: place }
}

/** `GET /permissions/doctype/:doctype/shared-by-link`, and its old name. */
export const addListingRoutes = (server: FastifyInstance): void => {
  for (const name of ['shared-by-link', 'sharedByLink']) {
    server.get(`/permissions/doctype/:doctype/${name}`, async (request, reply) => {
      const doctype = paramOf(request, 'doctype')
      if (doctype === '') throw badRequest('Missing doctype')
      const { rules } = await permissionOf(request, reply)
      if (!allowsWholeType(rules, 'GET', doctype)) {
        throw new JsonApiError(403, 'You need GET permission on whole type to list its permissions')
      }
      const index = await server.authenticator.indexOf(instanceOf(request))
      const { rows, next } = pageOf(request, rowsOf(index.all(), doctype), doctype)
      // The next page is always at the new name.
      const path = `/permissions/doctype/${doctype}/shared-by-link`
      const links: Record<string, string> = next
        ? { next: `${path}?${new URLSearchParams(next).toString()}` }
        : {}
      return sendResources(reply, 200, rows.map(permissionResource), { links })
    })
  }
}
