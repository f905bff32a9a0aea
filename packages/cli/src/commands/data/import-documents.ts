import { isDeepStrictEqual } from 'node:util'
import type { StackClient } from '../../http/stack-client.js'
import { pathOf, type Document } from './document.js'

type Draft = Record<string, unknown>

/** What became of the documents of one doctype. */
export interface ImportCount {
  created: number
  replaced: number
  /** There already with the same fields. */
  unchanged: number
  /** Ids of those that differ from what is there, and were left as they are. */
  conflicts: string[]
  /** Ids and reasons of those that the stack refused. */
  refused: { id: string; reason: string }[]
}

export const newCount = (): ImportCount => ({
  created: 0,
  replaced: 0,
  unchanged: 0,
  conflicts: [],
  refused: []
})

interface BulkResult {
  id: string
  error?: string
  reason?: string
}

const ACT = 'import documents'

const bulk = (client: StackClient, doctype: string, docs: readonly Draft[]): Promise<BulkResult[]> =>
  client.json<BulkResult[]>({
    method: 'POST',
    path: `${pathOf(doctype)}_bulk_docs`,
    json: { docs },
    act: ACT
  })

const stored = async (
  client: StackClient,
  doctype: string,
  keys: readonly string[]
): Promise<Map<string, Document>> => {
  const { rows } = await client.json<{ rows: { id: string; doc?: Document | null }[] }>({
    method: 'POST',
    path: `${pathOf(doctype)}_all_docs`,
    query: { include_docs: 'true' },
    json: { keys },
    act: ACT
  })
  return new Map(rows.flatMap(({ doc }) => (doc ? [[doc._id, doc]] : [])))
}

const isSame = (draft: Draft, { _rev, ...doc }: Document): boolean =>
  isDeepStrictEqual({ ...draft }, { ...doc })

/** Writes a portion of documents; those that are there already are compared, and with `force` replaced. */
export const importDocuments = async (
  client: StackClient,
  doctype: string,
  docs: readonly Draft[],
  count: ImportCount,
  force: boolean
): Promise<void> => {
  const results = await bulk(client, doctype, docs)
  const taken: Draft[] = []
  for (const [index, { id, error, reason = '' }] of results.entries()) {
    if (error === undefined) count.created++
    else if (error === 'conflict') taken.push(docs[index] as Draft)
    else count.refused.push({ id, reason: reason || error })
  }
  if (taken.length === 0) return
  const there = await stored(
    client,
    doctype,
    taken.map(({ _id }) => String(_id))
  )
  const differing: Draft[] = []
  for (const draft of taken) {
    const id = String(draft['_id'])
    const now = there.get(id)
    if (now && isSame(draft, now)) count.unchanged++
    else if (force) differing.push({ ...draft, ...(now && { _rev: now._rev }) })
    else count.conflicts.push(id)
  }
  if (differing.length === 0) return
  for (const { id, error, reason = '' } of await bulk(client, doctype, differing)) {
    if (error === undefined) count.replaced++
    else count.refused.push({ id, reason: reason || error })
  }
}
