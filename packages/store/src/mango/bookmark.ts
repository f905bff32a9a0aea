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

const DIGEST_LENGTH = 12

function encode(text: string): string {
  const digest = createHash('sha256').update(text).digest('base64url').slice(0, DIGEST_LENGTH)
  return `${HEAD}${digest}${Buffer.from(text).toString('base64url')}`
}

export const writeBookmark = (id: string, key: unknown): string => encode(JSON.stringify([id, key]))

export const invalidBookmark = (value: unknown): StoreError =>
  new StoreError('invalid_bookmark', `Invalid bookmark value: ${JSON.stringify(value)}`)

/** Throws `invalid_bookmark` for what this store did not write. */
export function readBookmark(given: string): Bookmark {
  if (!given.startsWith(HEAD)) throw invalidBookmark(given)
  const text = Buffer.from(given.slice(HEAD.length + DIGEST_LENGTH), 'base64url').toString()
  // Decoding passes over what is not Base64: only what comes out the same was written here.
  if (encode(text) !== given) throw invalidBookmark(given)
  const [id, key] = JSON.parse(text) as [string, unknown]
  return { id, key, text: given }
}
