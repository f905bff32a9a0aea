import { isObject } from '../engine/execution/attempt.js'
import { allMaintenance } from '../maintenance/maintenance-documents.js'
import type { Stack } from '../stack.js'

/** A konnector that an administrator has put under maintenance on this stack, as a registry would say it. */
export interface UnderMaintenance {
  slug: string
  type: 'konnector'
  maintenance_activated: true
  maintenance_options: Record<string, unknown>
}

export const underMaintenanceHere = async ({ store }: Pick<Stack, 'store'>): Promise<UnderMaintenance[]> =>
  (await allMaintenance(store)).map(([slug, maintenance_options]) => ({
    slug,
    type: 'konnector',
    maintenance_activated: true,
    maintenance_options
  }))

/** One application: the stack's word stands above the registry's. */
export const markOne = (app: unknown, here: readonly UnderMaintenance[], slug: string): unknown => {
  const found = here.find(one => one.slug === slug)
  if (!found || !isObject(app)) return app
  const { maintenance_activated, maintenance_options } = found
  return { ...app, maintenance_activated, maintenance_options }
}

/** A page of applications. */
export const markListed = (list: unknown, here: readonly UnderMaintenance[]): unknown => {
  if (here.length === 0 || !isObject(list) || !Array.isArray(list.data)) return list
  const data = (list.data as unknown[]).map(app =>
    markOne(app, here, isObject(app) && typeof app.slug === 'string' ? app.slug : '')
  )
  return { ...list, data }
}
