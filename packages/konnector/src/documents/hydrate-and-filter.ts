import type { CozyDocument, Selector } from '../cozy/api.js'
import { findCandidates } from './candidates.js'
import type { DocumentsContext } from './context.js'
import { pairEntries } from './pair.js'
import type { Stampable } from './stamp.js'

/** Whether an entry is saved; as a method it finds the entry in `this`. */
export type ShouldSave<T> = (entry: T) => unknown
/** Whether the document that is there is written anew; as a method it has only `existing`, and the entry in `this`. */
export type ShouldUpdate<T> = (entry: T, existing: CozyDocument) => unknown

/** How {@link hydrateAndFilter} knows documents. */
export interface HydrateOptions<T extends object = Record<string, unknown>> {
  /** What a document is known by: paths as lodash takes them, `date` compared as a date. `['_id']` where absent. */
  keys?: readonly string[] | undefined
  /** Only documents that it matches are looked at. */
  selector?: Selector | null | undefined
  /** Fields of an index for `selector`; its own where absent. */
  index?: readonly string[] | { fields: readonly string[] } | undefined
  /** Of entries that are not there yet: all where absent. An entry may have its own. */
  shouldSave?: ShouldSave<T> | undefined
  /** Of entries that are there: none where absent. An entry may have its own. */
  shouldUpdate?: ShouldUpdate<T> | undefined
  /** A path whose values tell apart what has the same keys. */
  tellApart?: string | undefined
}

type Judge = (...args: never[]) => unknown

/** Functions with fewer parameters than arguments are methods of the first: konnectors rely on it. */
const call = (judge: Judge, ...args: unknown[]): unknown => {
  const [subject, ...others] = args
  return judge.length < args.length ? judge.apply(subject, others as never[]) : judge(...(args as never[]))
}

const readCandidates = (
  { stack }: DocumentsContext,
  entries: readonly object[],
  doctype: string,
  keys: readonly string[],
  { selector, index }: Pick<HydrateOptions, 'selector' | 'index'>
): Promise<CozyDocument[]> => {
  if (!selector) return findCandidates(stack, doctype, keys, entries)
  const fields = index && 'fields' in index ? index.fields : index
  return stack.documents.find(doctype, { selector, index: fields ?? Object.keys(selector) })
}

/**
 * Gives `_id`, `_rev` and `cozyMetadata` to the entries that are in the Cozy already, and answers those that are to be
 * saved: what is new (`shouldSave`) and what has changed (`shouldUpdate`). The same entry twice is answered once.
 *
 * @throws Error without a doctype
 * @example
 * const fresh = await hydrateAndFilter(context, bills, 'io.cozy.bills', { keys: ['vendor', 'date', 'amount'] })
 */
export const hydrateAndFilter = async <T extends Stampable>(
  context: DocumentsContext,
  entries: readonly T[],
  doctype: string,
  options: HydrateOptions<T> = {}
): Promise<T[]> => {
  if (!doctype) throw new Error('Doctype is mandatory to filter the connector data.')
  const { log } = context
  log.debug(`${entries.length} items before hydrateAndFilter`)
  const { keys = ['_id'], tellApart } = options
  const candidates = await readCandidates(context, entries, doctype, keys, options)
  const pairs = pairEntries(entries, candidates, { keys, tellApart })
  for (const { entry, present } of pairs) if (present) hydrate(entry, present)
  const chosen: T[] = []
  for (const { entry, present, sameAs } of pairs) {
    if (sameAs) {
      if (sameAs._id) hydrate(entry, sameAs)
      continue
    }
    const { shouldSave = options.shouldSave, shouldUpdate = options.shouldUpdate } =
      entry as HydrateOptions<T>
    const isChosen = await (present
      ? shouldUpdate && call(shouldUpdate, entry, present)
      : !shouldSave || call(shouldSave, entry))
    if (isChosen) chosen.push(entry)
  }
  log.debug(`${chosen.length} items after hydrateAndFilter`)
  return chosen
}

const hydrate = (entry: Stampable, { _id, _rev, cozyMetadata }: Stampable): void => {
  Object.assign(entry, { _id, _rev }, !entry.cozyMetadata && cozyMetadata ? { cozyMetadata } : {})
}
