import type { BulkResult } from '../api.js'
import { foresee, type Effect } from './effect.js'
import { isLocal } from './document-id.js'
import type { CheckedDraft } from './draft.js'
import type { Pouch, PouchResult } from './pouch.js'
import type { StoredText } from './record.js'
import { StoreError } from '../errors.js'
import { asking, translate } from './refusals.js'
import type { Winners } from './winners.js'

export interface BatchOutcome {
  results: BulkResult[]
  effects: Effect[]
}

/** Writes drafts in one go, and finds out what each did. */
export async function writeBatch(
  pouch: Pouch,
  winners: Winners,
  drafts: CheckedDraft[],
  newEdits: boolean
): Promise<BatchOutcome> {
  const before = await readBefore(winners, drafts, newEdits)
  const records = drafts.map(draft => draft.record)
  const answers = await asking(pouch.bulkDocs(records, { new_edits: newEdits }))
  const results = newEdits ? drafts.map((draft, i) => toResult(draft.id, answers[i])) : replicated(drafts)
  winners.forget(before.keys())
  const effects: Effect[] = []
  for (const [i, draft] of drafts.entries()) {
    const result = results[i] as BulkResult
    if (!('ok' in result) || isLocal(draft.id)) continue
    const old = before.get(draft.id)
    const foreseen = newEdits ? foresee(draft, result, old) : 'unknown'
    const after = foreseen === 'unknown' ? await winners.find(draft.id) : foreseen
    if (after) winners.remember(draft.id, after)
    before.set(draft.id, after)
    effects.push({ id: draft.id, before: old, after, rev: result.rev })
  }
  return { results, effects }
}

/** A draft without a revision is taken only where there is no document, so nothing needs to be read for it. */
async function readBefore(
  winners: Winners,
  drafts: CheckedDraft[],
  newEdits: boolean
): Promise<Map<string, StoredText | undefined>> {
  const found = new Map<string, StoredText | undefined>(drafts.map(({ id }) => [id, undefined]))
  const asked = drafts
    .filter(({ id, rev }) => !isLocal(id) && (rev !== undefined || !newEdits))
    .map(({ id }) => id)
  const texts = await winners.findAll(asked)
  for (const [i, id] of asked.entries()) found.set(id, texts[i])
  return found
}

function toResult(id: string, answer: PouchResult | undefined): BulkResult {
  if (answer && 'ok' in answer) return { ok: true, id, rev: answer.rev }
  const refusal = translate(answer)
  if (refusal instanceof StoreError) return { id, error: refusal.code, reason: refusal.reason }
  throw refusal
}

/** What is replicated is never refused: it becomes a branch. */
const replicated = (drafts: CheckedDraft[]): BulkResult[] =>
  drafts.map(({ id, record }) => ({ ok: true, id, rev: record._rev ?? '' }))
