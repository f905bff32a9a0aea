import type { Document } from '../api.js'
import type { PouchDocument } from './pouch.js'

/** A document as the store hands it around inside: the winning revision, as JSON text. */
export interface StoredText {
  rev: string
  text: string
}

const UNSAFE = /[~-\u{10ffff}]/gu

/**
 * PouchDB's LevelDB adapter loses ids with characters after U+00FF from its lists: they are written as the bytes
 * of their UTF-8, each as `~` and two digits. The order of ids stays the same.
 */
export const encodeId = (id: string): string =>
  id.replace(UNSAFE, character =>
    Array.from(Buffer.from(character), byte => `~${byte.toString(16).padStart(2, '0')}`).join('')
  )

export const decodeId = (id: string): string =>
  id.replace(/(?:~[0-9a-f]{2})+/g, run => Buffer.from(run.replaceAll('~', ''), 'hex').toString())

/** The JSON text of a whole document, of its parts. */
export function joinText(id: string, rev: string, body: string): string {
  const head = `{"_id":${JSON.stringify(id)},"_rev":"${rev}"`
  return body === '{}' ? `${head}}` : `${head},${body.slice(1)}`
}

/** What PouchDB gave, as JSON text, with what it added. */
export function toText(stored: PouchDocument): string {
  const { _id, _rev, body = '{}', ...added } = stored
  const text = joinText(decodeId(_id), _rev ?? '', body)
  return Object.keys(added).length === 0 ? text : `${text.slice(0, -1)},${JSON.stringify(added).slice(1)}`
}

export const parseDocument = (text: string): Document => JSON.parse(text) as Document
