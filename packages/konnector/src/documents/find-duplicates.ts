import groupBy from 'lodash/groupBy.js'
import type { CozyDocument, Selector } from '../cozy/api.js'
import type { DocumentsContext } from './context.js'
import { keyOf } from './entry-key.js'
import { fetchAll, queryAll } from './queries.js'

/** What makes two documents the same: `keys`, or the same answer of `hash`. */
export interface DuplicatesOptions {
  keys?: readonly string[]
  hash?: (doc: CozyDocument) => unknown
  /** Only documents that it matches are looked at. */
  selector?: Selector
}

/** A document that is one too many, and the id of the one that stays. */
export type Duplicate = CozyDocument & { original: string }

/** Bills with the most bank operations first. Operations that name a bill twice count twice. */
export const sortBillsByLinkedOperationNumber = <T extends { _id: string }>(
  bills: readonly T[],
  operations: readonly { bills?: readonly string[] }[] = []
): T[] => {
  const count = new Map<string, number>()
  for (const id of operations.flatMap(({ bills: ids = [] }) => ids)) count.set(id, (count.get(id) ?? 0) + 1)
  const linked = ({ _id }: T): number => count.get(_id) ?? 0
  return [...new Map(bills.map(bill => [bill._id, bill])).values()]
    .reverse()
    .sort((a, b) => linked(b) - linked(a))
}

/**
 * Groups the documents of a doctype by what makes them the same: the first of each group stays, of bills the one that
 * most operations are linked to.
 *
 * @throws Error without keys and hash
 */
export const findDuplicates = async (
  context: Pick<DocumentsContext, 'stack'>,
  doctype: string,
  { keys, hash, selector }: DuplicatesOptions
): Promise<{ toKeep: CozyDocument[]; toRemove: Duplicate[] }> => {
  const hashOf = keys ? (doc: CozyDocument) => keyOf(doc, keys) ?? '' : hash
  if (!hashOf) throw new Error('findDuplicates: you must specify keys or hash option')
  let documents = await queryAll(context, doctype, selector)
  if (doctype === 'io.cozy.bills') {
    const operations = await fetchAll<{ bills?: string[] }>(context, 'io.cozy.bank.operations')
    documents = sortBillsByLinkedOperationNumber(documents, operations)
  }
  const groups = Object.values(groupBy(documents, hashOf))
  return {
    toKeep: groups.map(([kept]) => kept!),
    toRemove: groups.flatMap(([kept, ...others]) => others.map(doc => ({ ...doc, original: kept!._id })))
  }
}
