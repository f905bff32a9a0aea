import type { BulkOutcome, CozyDocuments, DocumentDraft } from '../api.js'
import { askJson, type Ask } from '../request/ask.js'
import { pathOf } from './path.js'
import { newId } from './write.js'

/** Documents of one request: a stack takes more, but holds them all. */
const PORTION = 500

interface Row {
  id?: string
  rev?: string
  error?: string
  reason?: string
}

const outcomeOf = (row: Row | undefined, id: string): BulkOutcome =>
  row?.rev !== undefined && row.error === undefined
    ? { ok: true, id: row.id ?? id, rev: row.rev }
    : {
        ok: false,
        id,
        error: row?.error ?? 'unknown_error',
        reason: row?.reason ?? 'The Cozy said nothing of it'
      }

/** Writes many documents, and tells what became of each. */
export const documentBulk = (
  ask: Ask,
  { lookup }: Pick<CozyDocuments, 'lookup'>
): Pick<CozyDocuments, 'bulk'> => {
  const send = async (
    doctype: string,
    docs: readonly (DocumentDraft<object> & { _id: string })[],
    ours: ReadonlySet<string>
  ): Promise<BulkOutcome[]> => {
    const rows = await askJson<Row[]>(ask, {
      act: `write documents of ${doctype}`,
      method: 'POST',
      path: `${pathOf(doctype)}_bulk_docs`,
      // What reading one document has added, and CouchDB refuses.
      json: { docs: docs.map(doc => ({ ...doc, _type: undefined })) },
      // Ids are given and revisions are checked: what has come through already conflicts, and is not written twice.
      idempotent: true
    })
    return Promise.all(
      docs.map(async ({ _id }, index) => {
        const outcome = outcomeOf(rows[index], _id)
        if (outcome.ok || outcome.error !== 'conflict' || !ours.has(_id)) return outcome
        const written = await lookup(doctype, _id)
        return written ? { ok: true, id: _id, rev: written._rev } : outcome
      })
    )
  }

  return {
    async bulk(doctype, docs) {
      const ours = new Set<string>()
      const named = docs.map(doc => {
        if (doc._id !== undefined) return doc as typeof doc & { _id: string }
        const _id = newId()
        ours.add(_id)
        return { ...doc, _id }
      })
      const outcomes: BulkOutcome[] = []
      for (let start = 0; start < named.length; start += PORTION) {
        outcomes.push(...(await send(doctype, named.slice(start, start + PORTION), ours)))
      }
      return outcomes
    }
  }
}
