import { instanceRoutes } from './admin/routes.js'
import { appRoutes, konnectorRoutes } from './apps/routes.js'
import { dataRoutes } from './data/routes.js'
import { fileRoutes } from './files/routes.js'
import { jobsFamily } from './jobs/index.js'
import { notificationRoutes } from './notifications/routes.js'
import { permissionRoutes } from './permissions/routes.js'
import { settingRoutes } from './settings/routes.js'
import { statusRoutes } from './status/routes.js'
import { adminVersionRoutes, versionRoutes } from './version/routes.js'
import type { RouteFamily } from './server/family.js'

/** All families. A new one is a folder and a line here. */
export const FAMILIES: readonly RouteFamily[] = [
  appRoutes,
  dataRoutes,
  fileRoutes,
  jobsFamily,
  konnectorRoutes,
  notificationRoutes,
  permissionRoutes,
  settingRoutes,
  statusRoutes,
  versionRoutes,
  instanceRoutes,
  adminVersionRoutes
]
