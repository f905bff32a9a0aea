import { StoreError, type Document, type Store } from '@cozy-jobs/store'
import { STACK_PREFIX } from '../instances/instance-registry.js'

const SETTINGS = 'io.cozy.settings'

/** By name; any JSON is a value. */
export type Flags = Readonly<Record<string, unknown>>

/** The flags that are the same for all instances. Their ids are also those of the sources that `GET /settings/flags` shows. */
export const DEFAULT_FLAGS_ID = 'io.cozy.settings.flags.default'
export const CONTEXT_FLAGS_ID = 'io.cozy.settings.flags.context'

/** Where the ratios of a context are kept. */
export const contextFlagsId = (context: string): string => `${CONTEXT_FLAGS_ID}.${context}`

const flagsIn = (document: Document | undefined): Flags => {
  const { _id, _rev, ...flags } = document ?? { _id: '', _rev: '' }
  return flags
}

const find = async (store: Store, id: string): Promise<Document | undefined> => {
  const documents = store.documents(STACK_PREFIX)
  try {
    return (await documents.hasDoctype(SETTINGS)) ? await documents.get(SETTINGS, id) : undefined
  } catch (error) {
    if (error instanceof StoreError && error.code === 'not_found') return undefined
    throw error
  }
}

/** The flags of a document that belongs to the stack itself; none where there is no such document. */
export const readFlags = async (store: Store, id: string): Promise<Flags | undefined> => {
  const document = await find(store, id)
  return document && flagsIn(document)
}

/** Changes them, another change at the same time being no reason to fail: it is made on top of that one. */
export const changeFlags = async (
  store: Store,
  id: string,
  change: (flags: Flags) => Flags
): Promise<Flags> => {
  for (;;) {
    const before = await find(store, id)
    try {
      const draft = { ...change(flagsIn(before)), _id: id, ...(before && { _rev: before._rev }) }
      return flagsIn(await store.documents(STACK_PREFIX).put(SETTINGS, draft))
    } catch (error) {
      if (!(error instanceof StoreError) || error.code !== 'conflict') throw error
    }
  }
}
