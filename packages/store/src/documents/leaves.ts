import type { Document } from '../api.js'
import { StoreError } from '../errors.js'
import type { Pouch } from './pouch.js'
import { encodeId, parseDocument, toText } from './record.js'
import { asking } from './refusals.js'

const generation = ({ _rev }: Document): number => Number.parseInt(_rev, 10)

/** The longest branch first; of two that are as long, the one whose hash is greater. */
export const byLength = (one: Document, other: Document): number =>
  generation(other) - generation(one) || (one._rev < other._rev ? 1 : -1)

/** The last revision of each branch of a document; none where it never was. */
export async function leaves(pouch: Pouch, id: string): Promise<Document[]> {
  try {
    const found = await asking(pouch.get(encodeId(id), { open_revs: 'all', revs: true }))
    // PouchDB gives them in the order in which it has read them, which differs from time to time.
    return found.map(({ ok }) => parseDocument(toText(ok))).sort(byLength)
  } catch (error) {
    if (error instanceof StoreError && error.code === 'not_found') return []
    throw error
  }
}
