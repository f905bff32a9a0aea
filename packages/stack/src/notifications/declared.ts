import type { Installs } from '../installs/api.js'
import { INSTALL_ERRORS } from '../installs/errors.js'
import type { Instance } from '../instances/api.js'
import type { Permission } from '../permissions/permission.js'

/** The categories that the manifest of the asking app or konnector declares; undefined where it declares none. */
export const declaredCategories = async (
  installs: Installs,
  instance: Instance,
  { type, slug }: Permission
): Promise<Record<string, unknown> | undefined> => {
  const app = await installs.current(instance, type === 'app' ? 'apps' : 'konnectors', slug)
  if (!app) throw INSTALL_ERRORS.notInstalled()
  return (app.notifications ?? undefined) as Record<string, unknown> | undefined
}
