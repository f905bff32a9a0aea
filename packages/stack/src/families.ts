import { accountRoutes } from './accounts/routes.js'
import { instanceRoutes } from './admin/routes.js'
import { appRoutes, konnectorRoutes } from './apps/routes.js'
import { authRoutes } from './auth/routes.js'
import { clockRoutes } from './clock/routes.js'
import { contactRoutes } from './contacts/routes.js'
import { dataRoutes } from './data/routes.js'
import { featureRoutes } from './features/routes.js'
import { fileRoutes } from './files/routes.js'
import { intentRoutes } from './intents/routes.js'
import { jobsFamily } from './jobs/index.js'
import { mailAdminRoutes, mailRoutes } from './mail/routes.js'
import { maintenanceRoutes } from './maintenance/routes.js'
import { notificationRoutes } from './notifications/routes.js'
import { assetRoutes } from './pages/routes.js'
import { permissionRoutes } from './permissions/routes.js'
import { publicRoutes } from './public/routes.js'
import { realtimeRoutes } from './realtime/routes.js'
import { registryRoutes } from './registry/routes.js'
import { remoteRoutes } from './remote/routes.js'
import { runRoutes } from './runs/routes.js'
import { secretRoutes } from './secrets/routes.js'
import { settingRoutes } from './settings/routes.js'
import { statusRoutes } from './status/routes.js'
import { adminVersionRoutes, versionRoutes } from './version/routes.js'
import type { RouteFamily } from './server/family.js'

/** All families. A new one is a folder and a line here. */
export const FAMILIES: readonly RouteFamily[] = [
  accountRoutes,
  appRoutes,
  assetRoutes,
  authRoutes,
  contactRoutes,
  dataRoutes,
  fileRoutes,
  intentRoutes,
  jobsFamily,
  konnectorRoutes,
  mailRoutes,
  notificationRoutes,
  permissionRoutes,
  publicRoutes,
  realtimeRoutes,
  registryRoutes,
  remoteRoutes,
  settingRoutes,
  statusRoutes,
  versionRoutes,
  clockRoutes,
  runRoutes,
  instanceRoutes,
  featureRoutes,
  adminVersionRoutes,
  mailAdminRoutes,
  maintenanceRoutes,
  secretRoutes
]
