import type { BulkResult } from '../api.js'
import { foresee, type Effect } from './effect.js'
import { isLocal } from './document-id.js'
import type { CheckedDraft } from './draft.js'
import type { Pouch, PouchResult } from './pouch.js'
import type { StoredText } from './record.js'
import { StoreError } from '../errors.js'
import { asking, translate } from './refusals.js'

/** The last revision of each document, and what is remembered of them. */
export interface BatchWinners {
  find(id: string): Promise<StoredText | undefined>
  findAll(ids: readonly string[]): Promise<(StoredText | undefined)[]>
  forget(ids: Iterable<string>): void
  remember(id: string, found: StoredText): void
}

/** Where a batch is written. */
export interface BatchTarget {
  winners: BatchWinners
  /** Answers for each draft, in order; what is replicated is never refused: it becomes a branch. */
  store(drafts: CheckedDraft[], newEdits: boolean): Promise<BulkResult[]>
}

export interface BatchOutcome {
  results: BulkResult[]
  effects: Effect[]
}

/** Writes drafts in one go, and finds out what each did. */
export async function writeBatch(
  target: BatchTarget,
  drafts: CheckedDraft[],
  newEdits: boolean
): Promise<BatchOutcome> {
  const { winners } = target
  const before = await readBefore(winners, drafts, newEdits)
  const results = await target.store(drafts, newEdits)
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
    effects.push({
      id: draft.id,
      before: old,
      after,
      rev: result.rev,
      ...(!newEdits && { replicated: true as const }),
      ...(draft.quiet && { quiet: true as const })
    })
  }
  return { results, effects }
}

/** Writes to PouchDB. */
export async function storeInPouch(
  pouch: Pouch,
  drafts: CheckedDraft[],
  newEdits: boolean
): Promise<BulkResult[]> {
  const records = drafts.map(draft => draft.record)
  const answers = await asking(pouch.bulkDocs(records, { new_edits: newEdits }))
  return newEdits ? drafts.map((draft, i) => toResult(draft.id, answers[i])) : replicated(drafts)
}

/** A draft without a revision is taken only where there is no document, so nothing needs to be read for it. */
async function readBefore(
  winners: BatchWinners,
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

export const replicated = (drafts: CheckedDraft[]): BulkResult[] =>
  drafts.map(({ id, record }) => ({ ok: true, id, rev: record._rev ?? '' }))
