import type { StackConfig } from '../config.js'
import type { Instance } from '../instances/api.js'

/** What a manager of instances has pages for; '' for its own address. */
export type ManagerPage = '' | 'tos' | 'premium' | 'blocked'

/**
 * The address of a page at the manager of an instance: `clouderies` of cozy.yaml, where the instance has a `uuid`. ''
 * without one. Nothing is ever asked of a manager here; apps and persons are led there.
 */
export const managerUrl = (
  { clouderies }: Pick<StackConfig, 'clouderies'>,
  { context, details: { uuid } }: Instance,
  page: ManagerPage
): string => {
  const base = (Object.hasOwn(clouderies, context) ? clouderies[context] : clouderies.default) ?? ''
  if (!uuid || !URL.canParse(base)) return ''
  const url = new URL(base)
  const path = page === '' ? '' : `/cozy/instances/${encodeURIComponent(uuid)}/${page}`
  return `${url.protocol}//${url.host}${path}`
}
