import type { BulkResult, Change } from '../api.js'
import type { CheckedDraft } from './draft.js'
import { isDesign, isLocal } from './document-id.js'
import { joinText, parseDocument, type StoredText } from './record.js'

/** What a write did to the last revision of one document; absent stands for "not there" or "deleted". */
export interface Effect {
  id: string
  before: StoredText | undefined
  after: StoredText | undefined
  /** The revision written: a deletion's own, since nothing is left to read it from. */
  rev: string
  /** It came with its revision, from another store. */
  replicated?: true
  /** Nothing is to be set going by it. */
  quiet?: true
}

/**
 * What the winning revision is after a write that was accepted, where that follows from what was before; `unknown`
 * where a conflict may have come to the top, or attachments were turned into stubs.
 */
export function foresee(
  draft: CheckedDraft,
  result: BulkResult,
  before: StoredText | undefined
): StoredText | undefined | 'unknown' {
  if (!('ok' in result)) return before
  if (draft.deleted || draft.record._attachments !== undefined) return 'unknown'
  if (draft.rev !== undefined && draft.rev !== before?.rev) return 'unknown'
  return { rev: result.rev, text: joinText(draft.id, result.rev, draft.body) }
}

/** Nothing where no reader sees a difference, or the document is none of the owner's. */
export function toChange(effect: Effect, prefix: string, doctype: string): Change | undefined {
  const { id, before, after, rev, replicated, quiet } = effect
  if (before?.rev === after?.rev || isDesign(id) || isLocal(id)) return undefined
  const old = {
    ...(before && { before: parseDocument(before.text) }),
    ...(replicated && { replicated }),
    ...(quiet && { quiet })
  }
  if (!after) return { prefix, doctype, verb: 'DELETED', doc: { _id: id, _rev: rev, _deleted: true }, ...old }
  return { prefix, doctype, verb: before ? 'UPDATED' : 'CREATED', doc: parseDocument(after.text), ...old }
}
