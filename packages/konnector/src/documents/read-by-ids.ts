import type { CozyDocument, CozyStack } from '../cozy/api.js'
import { StackError } from '../errors/stack-error.js'

/** Ids in one request. */
const CHUNK = 500

interface Rows {
  rows: { doc?: CozyDocument | null }[]
}

/** The documents of these ids, as far as there are any. */
export const readByIds = async (
  stack: Pick<CozyStack, 'json'>,
  doctype: string,
  ids: readonly string[]
): Promise<CozyDocument[]> => {
  const found: CozyDocument[] = []
  for (let at = 0; at < ids.length; at += CHUNK) {
    const { rows } = await stack
      .json<Rows>({
        method: 'POST',
        path: `/data/${encodeURIComponent(doctype)}/_all_docs?include_docs=true`,
        json: { keys: ids.slice(at, at + CHUNK) },
        idempotent: true
      })
      .catch((error: unknown) => {
        // A doctype that nothing was ever written to.
        if (StackError.is(error, 'not_found')) return { rows: [] }
        throw error
      })
    // A deleted document has a row, and no `doc`.
    found.push(...rows.flatMap(({ doc }) => doc ?? []))
  }
  return found
}
