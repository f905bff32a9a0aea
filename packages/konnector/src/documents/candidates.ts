import get from 'lodash/get.js'
import type { CozyDocument, CozyStack } from '../cozy/api.js'
import { readByIds } from './read-by-ids.js'

/** Values in one query. */
const CHUNK = 100
/** With more values than this, reading everything is less work. */
const MOST_VALUES = 1_000

/** A path that means the same to lodash and to CouchDB. */
const PLAIN_PATH = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/

type Value = string | number | boolean

const narrow = (
  entries: readonly object[],
  keys: readonly string[],
  kinds: readonly string[]
): { key: string; values: Value[] } | undefined => {
  const found = keys
    // Dates have more than one way to be written.
    .filter(key => PLAIN_PATH.test(key) && key !== 'date')
    .map(key => ({ key, values: [...new Set(entries.map(entry => get(entry, key) as Value))] }))
    .filter(({ values }) => values.length <= MOST_VALUES)
    .filter(({ values }) => values.every(value => kinds.includes(typeof value)))
  return found.sort((a, b) => a.values.length - b.values.length)[0]
}

/**
 * The documents that may be those of the entries: all with the same value of one key, by an index of that key. Where
 * no key can tell, all documents of the doctype.
 *
 * @param kinds types of values that are stored as they are given
 */
export const findCandidates = async (
  stack: Pick<CozyStack, 'documents' | 'json'>,
  doctype: string,
  keys: readonly string[],
  entries: readonly object[],
  kinds: readonly string[] = ['string']
): Promise<CozyDocument[]> => {
  if (entries.length === 0) return []
  const narrowed = narrow(entries, keys, kinds)
  if (!narrowed) return stack.documents.all(doctype)
  const { key, values } = narrowed
  if (key === '_id') return readByIds(stack, doctype, values as string[])
  const found: CozyDocument[] = []
  for (let at = 0; at < values.length; at += CHUNK) {
    const some = values.slice(at, at + CHUNK)
    const selector = { [key]: some.length === 1 ? some[0] : { $in: some } }
    found.push(...(await stack.documents.find(doctype, { selector, index: [key] })))
  }
  return found
}
