import type { FastifyRequest } from 'fastify'
import { badRequest } from '../server/http-error.js'
import { queryOf } from '../server/request.js'
import type { FileEntry } from '../files/file-document.js'
import { compareRows, type RelationRow } from './related-files.js'

const DEFAULT_PAGE = 100
const LONGEST_PAGE = 1000

interface Page {
  rows: RelationRow[]
  /** Where the next page is; absent on the last. */
  next?: string
}

const limitOf = (request: FastifyRequest): number => {
  const text = queryOf(request, 'page[limit]')
  if (text === '') return DEFAULT_PAGE
  if (!/^\+?\d{1,9}$/.test(text)) throw badRequest('page limit is not a number')
  return Math.min(Number(text), LONGEST_PAGE)
}

const parse = (cursor: string): unknown => {
  try {
    return JSON.parse(cursor)
  } catch {
    return undefined
  }
}

/** The row that a page begins with, which may be gone meanwhile. */
const readCursor = (cursor: string): RelationRow => {
  const parts = parse(cursor)
  if (!Array.isArray(parts)) throw badRequest(`bad json cursor ${cursor}`)
  if (parts.length !== 2) throw badRequest(`bad cursor length ${cursor}`)
  const [key, id] = parts as unknown[]
  if (typeof id !== 'string') throw badRequest(`bad cursor id ${cursor}`)
  const texts = Array.isArray(key) ? key.filter(part => typeof part === 'string') : []
  return { key: texts, entry: { _id: id } as FileEntry }
}

const skipOf = (text: string): number => {
  if (!/^\+?\d{1,9}$/.test(text)) throw badRequest('page skip is not a number')
  return Number(text)
}

const addressOf = (request: FastifyRequest, page: Record<string, string>): string => {
  const path = request.url.split('?')[0]!
  const query = new URLSearchParams(page).toString()
  try {
    return `${decodeURIComponent(path)}?${query}`
  } catch {
    return `${path}?${query}`
  }
}

/** One page of rows that are in order already, by the parameters `page[…]` of JSON:API. Throws 400. */
export const pageOfRows = (request: FastifyRequest, rows: RelationRow[], descending: boolean): Page => {
  const limit = limitOf(request)
  const cursor = queryOf(request, 'page[cursor]')
  const skipped = cursor === '' ? queryOf(request, 'page[skip]') : ''
  const skip = skipped === '' ? 0 : skipOf(skipped)
  const first = cursor === '' ? undefined : readCursor(cursor)
  const isReached = (row: RelationRow): boolean =>
    !first || compareRows(row, first) * (descending ? -1 : 1) >= 0
  const left = rows.filter(isReached).slice(skip)
  const after = left[limit]
  if (!after) return { rows: left }
  const place: Record<string, string> =
    skipped === ''
      ? { 'page[cursor]': JSON.stringify([after.key, after.entry._id]), 'page[limit]': String(limit) }
      : { 'page[limit]': String(limit), 'page[skip]': String(skip + limit) }
  return { rows: left.slice(0, limit), next: addressOf(request, place) }
}
