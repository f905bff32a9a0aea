import { createHash } from 'node:crypto'
import { StoreError } from '../errors.js'

/** The row after which the next page begins. In the list of all documents the key is the id. */
export interface Bookmark {
  id: string
  key: unknown
  /** As it was given: where no further row is found it is given back. */
  text: string
}

/** What CouchDB says where there is no row to begin after. */
export const NO_BOOKMARK = 'nil'

/** So that it has CouchDB's looks, which are the same for all. */
const HEAD = 'g1AAAA'

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 12)

export function writeBookmark(id: string, key: unknown): string {
  const text = JSON.stringify([id, key])
  return `${HEAD}${digest(text)}${Buffer.from(text).toString('base64url')}`
}

/** Nothing for an empty one. Throws `invalid_bookmark` for what this store did not write. */
export function readBookmark(value: unknown): Bookmark | undefined {
  if (value === null || value === '') return undefined
  const refusal = new StoreError('invalid_bookmark', `Invalid bookmark value: ${JSON.stringify(value)}`)
  if (typeof value !== 'string' || !value.startsWith(HEAD)) throw refusal
  const sum = value.slice(HEAD.length, HEAD.length + 12)
  const text = Buffer.from(value.slice(HEAD.length + 12), 'base64url').toString()
  if (digest(text) !== sum) throw refusal
  const [id, key] = JSON.parse(text) as [string, unknown]
  return { id, key, text: value }
}
