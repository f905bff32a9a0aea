import groupBy from 'lodash/groupBy.js'
import get from 'lodash/get.js'
import type { CozyDocument } from '../cozy/api.js'
import { keyOf } from './entry-key.js'

/** An entry, and the document of the Cozy that it is. */
export interface Pair<T extends object> {
  entry: T
  present: CozyDocument | undefined
  /** The entry before it that is the same document. */
  sameAs: T | undefined
}

interface Rules {
  keys: readonly string[]
  /** A path whose values tell apart what has the same keys, such as the file of a bill. */
  tellApart?: string | undefined
}

/**
 * Finds the document of each entry. Entries with the same keys are one document; with `tellApart` those of them that
 * differ there are several, each with the document that agrees with it there, or else with one that is left over.
 */
export const pairEntries = <T extends object>(
  entries: readonly T[],
  documents: readonly CozyDocument[],
  { keys, tellApart }: Rules
): Pair<T>[] => {
  const stored: Partial<Record<string, CozyDocument[]>> = groupBy(
    documents.filter(doc => keyOf(doc, keys) !== undefined),
    doc => keyOf(doc, keys)
  )
  const mark = (item: object): unknown => (tellApart === undefined ? undefined : get(item, tellApart))
  const first = new Map<string, T>()
  const pairs = entries.map((entry): Pair<T> & { key: string | undefined } => {
    const key = keyOf(entry, keys)
    const identity = key && JSON.stringify([key, mark(entry)])
    const sameAs = identity === undefined ? undefined : first.get(identity)
    if (identity !== undefined && !sameAs) first.set(identity, entry)
    return { entry, key, sameAs, present: undefined }
  })
  const take = (fits: (entry: T, doc: CozyDocument) => boolean): void => {
    for (const pair of pairs) {
      if (pair.key === undefined || pair.sameAs || pair.present) continue
      const group = stored[pair.key] ?? []
      // Where the Cozy has it twice already, it is the last one, as it always was.
      const at = group.findLastIndex(doc => fits(pair.entry, doc))
      if (at >= 0) [pair.present] = group.splice(at, 1)
    }
  }
  if (tellApart !== undefined) take((entry, doc) => mark(entry) === mark(doc))
  take(() => true)
  return pairs.map(({ entry, present, sameAs }) => ({ entry, present, sameAs }))
}
