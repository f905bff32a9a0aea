import type { Document } from '../api.js'
import { StoreError } from '../errors.js'
import type { Pouch } from './pouch.js'
import { encodeId, parseDocument, toText } from './record.js'
import { asking } from './refusals.js'

/** The last revision of each branch of a document; none where it never was. */
export async function leaves(pouch: Pouch, id: string): Promise<Document[]> {
  try {
    const found = await asking(pouch.get(encodeId(id), { open_revs: 'all', revs: true }))
    return found.map(({ ok }) => parseDocument(toText(ok)))
  } catch (error) {
    if (error instanceof StoreError && error.code === 'not_found') return []
    throw error
  }
}
