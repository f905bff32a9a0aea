import { it } from '@jest/globals'
import type { DocumentStore, Store } from '../api.js'
import { StoreError } from '../errors.js'

/** Opens a store that has nothing in it. */
export type OpenStore = () => Promise<Store>

/** A test with a store of its own, and the documents of one instance in it. */
export type Within = (test: (documents: DocumentStore, store: Store) => Promise<void>) => () => Promise<void>

/** What a store cannot do by its nature: the name of the case, and why. The case is listed as skipped, with the reason. */
export type Unanswered = Readonly<Record<string, string>>

/** A test of a case that a store may have named as one that it cannot answer. */
export function itUnless(unanswered: Unanswered, name: string, test: () => Promise<void>): void {
  const why = unanswered[name]
  if (why === undefined) it(name, test)
  else it.skip(`${name} (not here: ${why})`, test)
}

export const openEach =
  (open: OpenStore): Within =>
  test =>
  async () => {
    const store = await open()
    try {
      await test(store.documents('cozy1'), store)
    } finally {
      await store.close()
    }
  }

/** The refusal that a promise ends with, as `code: reason`; it is an error if it does not. */
export async function refusalOf(promise: Promise<unknown>): Promise<string> {
  try {
    const answer = await promise
    return `accepted: ${JSON.stringify(answer)}`
  } catch (error) {
    if (error instanceof StoreError) return `${error.code}: ${error.reason}`
    throw error
  }
}
