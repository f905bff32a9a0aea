import { StoreError, type Document, type Store } from '@cozy-jobs/store'
import { STACK_PREFIX } from '../instances/stored-instance.js'

/** The doctype of konnectors that are under maintenance on this stack, by their slugs. */
export const MAINTENANCE = 'io.cozy.konnectors.maintenance'

/** As it was given: flags, and messages by language. */
export type MaintenanceOptions = Record<string, unknown>

const isNotFound = (error: unknown): boolean => error instanceof StoreError && error.code === 'not_found'

const find = async (store: Store, slug: string): Promise<Document | undefined> => {
  try {
    return await store.documents(STACK_PREFIX).get(MAINTENANCE, slug)
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw error
  }
}

const optionsIn = ({ _id, _rev, ...options }: Document): MaintenanceOptions => options

/** Undefined for a konnector that is not under maintenance here. */
export const findMaintenance = async (
  store: Store,
  slug: string
): Promise<MaintenanceOptions | undefined> => {
  const document = await find(store, slug)
  return document && optionsIn(document)
}

/** Another change at the same time is no reason to fail. */
const untilTaken = async (write: () => Promise<void>): Promise<void> => {
  for (;;) {
    try {
      return await write()
    } catch (error) {
      if (!(error instanceof StoreError) || error.code !== 'conflict') throw error
    }
  }
}

/** Puts a konnector under maintenance, or changes how it is. */
export const startMaintenance = (store: Store, slug: string, options: MaintenanceOptions): Promise<void> =>
  untilTaken(async () => {
    const before = await find(store, slug)
    await store.documents(STACK_PREFIX).put(MAINTENANCE, {
      ...options,
      flag_infra_maintenance: true,
      _id: slug,
      ...(before && { _rev: before._rev })
    })
  })

/** Throws `not_found` for a konnector that is not under maintenance here. */
export const endMaintenance = (store: Store, slug: string): Promise<void> =>
  untilTaken(async () => {
    const documents = store.documents(STACK_PREFIX)
    const { _rev } = await documents.get(MAINTENANCE, slug)
    await documents.remove(MAINTENANCE, slug, _rev)
  })

/** All that are under maintenance here, by their slugs. */
export const allMaintenance = async (store: Store): Promise<(readonly [string, MaintenanceOptions])[]> => {
  try {
    const { rows } = await store.documents(STACK_PREFIX).list(MAINTENANCE, { include_docs: true })
    return rows.flatMap(({ doc }) => (doc ? [[doc._id, optionsIn(doc)] as const] : []))
  } catch (error) {
    if (isNotFound(error)) return []
    throw error
  }
}
