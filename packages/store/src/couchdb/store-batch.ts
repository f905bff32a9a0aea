import type { BulkResult } from '../api.js'
import { isLocal } from '../documents/document-id.js'
import type { CheckedDraft } from '../documents/draft.js'
import { replicated } from '../documents/write-batch.js'
import { StoreError } from '../errors.js'
import { documentPath } from './paths.js'
import type { Ask } from './winners.js'

/** A whole document as CouchDB is to be given it, as JSON text. */
function toJson({ id, body, record }: CheckedDraft): string {
  const { _rev, _deleted, _revisions, _attachments } = record
  const own = JSON.stringify({ _id: id, _rev, _deleted, _revisions, _attachments })
  return body === '{}' ? own : `${own.slice(0, -1)},${body.slice(1)}`
}

/** Writes drafts; the local ones one by one, since they are no part of `_bulk_docs` in a cluster. */
export async function storeInCouch(
  ask: Ask,
  drafts: CheckedDraft[],
  newEdits: boolean
): Promise<BulkResult[]> {
  const own = drafts.filter(({ id }) => !isLocal(id))
  const answers = own.length === 0 ? [] : await storeMany(ask, own, newEdits)
  const results: BulkResult[] = []
  for (const draft of drafts) {
    results.push(isLocal(draft.id) ? await storeLocal(ask, draft) : (answers.shift() as BulkResult))
  }
  return results
}

async function storeMany(ask: Ask, drafts: CheckedDraft[], newEdits: boolean): Promise<BulkResult[]> {
  const docs = drafts.map(toJson).join(',')
  const body = `{${newEdits ? '' : '"new_edits":false,'}"docs":[${docs}]}`
  const answers = await ask<BulkResult[]>({ method: 'POST', path: '_bulk_docs', body })
  return newEdits ? answers : replicated(drafts)
}

async function storeLocal(ask: Ask, draft: CheckedDraft): Promise<BulkResult> {
  const { id, rev, deleted } = draft
  const path = documentPath(id)
  try {
    return deleted
      ? await ask({ method: 'DELETE', path, query: { rev } })
      : await ask({ method: 'PUT', path, body: toJson(draft) })
  } catch (error) {
    if (!(error instanceof StoreError) || error.code === 'unavailable') throw error
    return { id, error: error.code, reason: error.reason }
  }
}
