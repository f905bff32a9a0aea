import { StoreError, type Document, type Store } from '@cozy-jobs/store'
import { INSTANCES, STACK_PREFIX } from './stored-instance.js'

/** The field that a document has while its instance is being made or destroyed: what a crash leaves of it is no instance. */
export const UNDER_WAY = 'under_way'

const isGone = (error: unknown): boolean => error instanceof StoreError && error.code === 'not_found'

/** Removes an instance's data, then its document: in this order, so that a crash between leaves what says so. */
export const removeAll = async (store: Store, { _id, prefix }: Document): Promise<void> => {
  const own = store.documents(STACK_PREFIX)
  await store.destroy(String(prefix))
  try {
    const { _rev } = await own.get(INSTANCES, _id)
    await own.remove(INSTANCES, _id, _rev)
  } catch (error) {
    if (!isGone(error)) throw error
  }
}

/** The documents of the whole instances, and of those that a crash has cut off on their way in or out. */
export const storedInstances = async (
  store: Store
): Promise<{ whole: Document[]; unfinished: Document[] }> => {
  const own = store.documents(STACK_PREFIX)
  if (!(await own.hasDoctype(INSTANCES))) return { whole: [], unfinished: [] }
  const { rows } = await own.list(INSTANCES, { include_docs: true })
  const documents = rows.flatMap(({ doc }) => (doc && !doc._id.startsWith('_') ? [doc] : []))
  return {
    whole: documents.filter(document => document[UNDER_WAY] === undefined),
    unfinished: documents.filter(document => document[UNDER_WAY] !== undefined)
  }
}
