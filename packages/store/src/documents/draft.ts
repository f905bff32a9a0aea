import { randomBytes } from 'node:crypto'
import { StoreError } from '../errors.js'
import { isQuiet } from '../quiet-writes.js'
import { checkAttachments } from './attachments.js'
import { checkId } from './document-id.js'
import { badMember } from './bad-member.js'
import { encodeId } from './record.js'
import type { PouchDocument } from './pouch.js'

/** A document on its way in, found good. */
export interface CheckedDraft {
  id: string
  rev: string | undefined
  deleted: boolean
  /** The fields of the owner, as JSON text. */
  body: string
  record: PouchDocument
  /** Nothing is to be set going by it. */
  quiet?: true
}

/** CouchDB's default `max_document_size`. */
const LARGEST_DOCUMENT = 8_000_000

/** What CouchDB takes from a reader who sends back what it was given, and forgets. */
const IGNORED = new Set(['_revs_info', '_local_seq', '_conflicts', '_deleted_conflicts'])

const invalidRev = (): StoreError => new StoreError('bad_request', 'Invalid rev format')

/** Throws `bad_request: Invalid rev format`, as CouchDB does. */
export function checkRev(rev: unknown): string {
  if (typeof rev !== 'string' || !/^\d+-./.test(rev)) throw invalidRev()
  // A hash of the usual length must be hexadecimal; CouchDB takes any other text of another length.
  const hash = rev.slice(rev.indexOf('-') + 1)
  if (hash.length === 32 && !/^[0-9a-f]+$/i.test(hash)) throw invalidRev()
  return rev
}

export const newId = (): string => randomBytes(16).toString('hex')

/** Throws `doc_validation`, `illegal_docid`, `bad_request` or `document_too_large`, in CouchDB's words. */
export function checkDraft(draft: unknown, newEdits = true): CheckedDraft {
  if (typeof draft !== 'object' || draft === null || Array.isArray(draft)) {
    throw new StoreError('bad_request', 'Document must be a JSON object')
  }
  const { _id, _rev, _deleted, _revisions, _attachments, ...fields } = draft as Record<string, unknown>
  const id = _id === undefined ? newId() : checkId(_id)
  const rev = _rev === undefined ? undefined : checkRev(_rev)
  if (_deleted !== undefined && typeof _deleted !== 'boolean') throw badMember('_deleted')
  const revisions = _revisions === undefined ? undefined : checkRevisions(_revisions)
  if (!newEdits && !rev && !revisions) {
    throw new StoreError(
      'bad_request',
      'When `new_edits: false`, the document needs `_rev` or `_revisions` specified'
    )
  }
  for (const name of Object.keys(fields)) {
    if (!name.startsWith('_')) continue
    if (!IGNORED.has(name)) throw badMember(name)
    delete fields[name]
  }
  const body = writeBody(id, fields)
  const record: PouchDocument = { _id: encodeId(id), body }
  if (rev !== undefined) record._rev = rev
  if (_deleted === true) record._deleted = true
  if (!newEdits && revisions) {
    record._revisions = revisions
    record._rev = `${revisions.start}-${revisions.ids[0]}`
  }
  if (_attachments !== undefined) record._attachments = checkAttachments(id, _attachments)
  return { id, rev, deleted: _deleted === true, body, record, ...(isQuiet() && { quiet: true as const }) }
}

function writeBody(id: string, fields: object): string {
  let body: string
  try {
    body = JSON.stringify(fields)
  } catch {
    // V8 reads JSON of any depth, and writes some thousand levels.
    throw new StoreError('bad_request', 'The document is nested too deeply, or is not JSON')
  }
  if (Buffer.byteLength(body) > LARGEST_DOCUMENT) throw new StoreError('document_too_large', id)
  return body
}

function checkRevisions(revisions: unknown): { start: number; ids: string[] } {
  const { start, ids } = (revisions ?? {}) as { start?: unknown; ids?: unknown }
  if (!Number.isInteger(start)) throw new StoreError('doc_validation', "_revisions.start isn't an integer.")
  if (!Array.isArray(ids)) throw new StoreError('doc_validation', "_revisions.ids isn't a array.")
  if (ids.length === 0 || !ids.every(id => typeof id === 'string')) {
    throw new StoreError('doc_validation', "RevId isn't a string")
  }
  return { start: start as number, ids: ids }
}
