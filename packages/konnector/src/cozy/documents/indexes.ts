import { askJson, type Ask } from '../request/ask.js'
import { pathOf } from './path.js'

/** Gives the id of an index of these fields, which is made where there is none. */
export type Indexes = (doctype: string, fields: readonly string[]) => Promise<string>

/** Each index is asked for once in a run. */
export const openIndexes = (ask: Ask): Indexes => {
  const known = new Map<string, Promise<string>>()
  const make = async (doctype: string, fields: readonly string[]): Promise<string> => {
    const { id } = await askJson<{ id: string }>(ask, {
      act: `index ${doctype}`,
      method: 'POST',
      path: `${pathOf(doctype)}_index`,
      json: { index: { fields } },
      idempotent: true
    })
    return id
  }
  return (doctype, fields) => {
    const key = JSON.stringify([doctype, fields])
    const made = known.get(key) ?? make(doctype, fields)
    known.set(key, made)
    made.catch(() => known.delete(key))
    return made
  }
}
