import { randomBytes } from 'node:crypto'
import type { BulkOutcome, CozyDocument, CozyStack } from '../cozy/api.js'
import { StackError } from '../errors/stack-error.js'

/** As CouchDB makes them. */
const newId = (): string => randomBytes(16).toString('hex')

type Draft = Record<string, unknown> & { _id: string; _rev?: string }

const asJson = (draft: object): Record<string, unknown> =>
  JSON.parse(JSON.stringify(draft)) as Record<string, unknown>

const withId = (draft: object): Draft => {
  // The stack answers `_type` and refuses it.
  const { _id, _rev, _type, ...attributes } = asJson(draft) as Partial<Draft>
  return { ...attributes, _id: _id ?? newId(), ...(_rev && { _rev }) }
}

/** One by one, for a konnector that may write only some documents of the doctype. */
const writeEach = async (
  { documents }: Pick<CozyStack, 'documents'>,
  doctype: string,
  drafts: readonly Draft[]
): Promise<BulkOutcome[]> => {
  const outcomes: BulkOutcome[] = []
  for (const draft of drafts) {
    try {
      const { _id: id, _rev: rev } =
        '_rev' in draft
          ? await documents.update(doctype, draft as CozyDocument)
          : await documents.create(doctype, draft)
      outcomes.push({ ok: true, id, rev })
    } catch (error) {
      if (!StackError.is(error, 'conflict')) throw error
      outcomes.push({ ok: false, id: draft._id, error: 'conflict', reason: error.reason })
    }
  }
  return outcomes
}

const writeOnce = async (
  stack: Pick<CozyStack, 'documents'>,
  doctype: string,
  drafts: readonly Draft[]
): Promise<BulkOutcome[]> => {
  try {
    return await stack.documents.bulk(doctype, drafts)
  } catch (error) {
    if (!StackError.is(error, 'forbidden')) throw error
    return writeEach(stack, doctype, drafts)
  }
}

const created = (doc: object): unknown =>
  (doc as { cozyMetadata?: { createdAt?: unknown } }).cozyMetadata?.createdAt

/** The same change, on what somebody else has written meanwhile. */
const onto = (present: CozyDocument, draft: Draft): Draft => ({
  ...present,
  ...draft,
  _rev: present._rev,
  ...(created(present) !== undefined && {
    cozyMetadata: { ...(draft['cozyMetadata'] as object), createdAt: created(present) }
  })
})

/**
 * Writes documents in bulk. Each has its id before it is sent, so that a request whose answer was lost makes nothing
 * double. What somebody else has changed meanwhile is read again and written once more.
 *
 * @returns the documents as they are now, in their order
 * @throws StackError of the first that could not be written; all others are
 */
export const writeDocuments = async (
  stack: Pick<CozyStack, 'documents'>,
  doctype: string,
  entries: readonly object[]
): Promise<CozyDocument[]> => {
  const drafts = entries.map(withId)
  if (drafts.length === 0) return []
  const outcomes = await writeOnce(stack, doctype, drafts)
  const late = outcomes.flatMap((outcome, at) => (!outcome.ok && outcome.error === 'conflict' ? [at] : []))
  for (const at of late) {
    const present = await stack.documents.lookup(doctype, drafts[at]!._id)
    drafts[at] = withId(present ? onto(present, drafts[at]!) : { ...drafts[at], _rev: undefined })
  }
  if (late.length > 0) {
    const again = await writeOnce(
      stack,
      doctype,
      late.map(at => drafts[at]!)
    )
    late.forEach((at, index) => (outcomes[at] = again[index]!))
  }
  const failed = outcomes.filter(outcome => !outcome.ok)
  if (failed[0]) throw refusal(doctype, failed.length, drafts.length, failed[0])
  return drafts.map((draft, at) => ({ ...draft, _rev: (outcomes[at] as { rev: string }).rev }))
}

const refusal = (
  doctype: string,
  failed: number,
  all: number,
  { error, reason }: BulkOutcome & { ok: false }
): StackError => {
  const known = { conflict: 409, forbidden: 403 }[error]
  return new StackError({
    code: error === 'conflict' || error === 'forbidden' ? error : 'unknown',
    status: known ?? 500,
    act: `save ${failed} of ${all} documents of ${doctype}`,
    reason: `${error}: ${reason}`
  })
}
