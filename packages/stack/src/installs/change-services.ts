import type { Instance } from '../instances/api.js'
import type { Installed, InstallKind } from './api.js'
import { changeServiceTriggers, type Services } from './service-triggers.js'
import type { Work } from './source-installer.js'
import { warnOfAbsentServices, warnOfAbsentTemplates } from './warn-of-manifest.js'

/** What becomes of an app's services. */
export interface ServicesChange {
  /** What is stored of them; nothing of a konnector. */
  fields: { services?: Services | null }
  commit(): Promise<void>
  undo(): Promise<void>
}

const nothing = (): Promise<void> => Promise.resolve()

/** Turns the services of an app, whose code has been copied, into triggers; `place` is where it came from. */
export const changeServices = async (
  { copies, triggers, warn }: Work,
  instance: Instance,
  kind: InstallKind,
  app: Installed,
  before: Services,
  place: string
): Promise<ServicesChange> => {
  const { slug, version } = app
  const from = place.replace(/[/ ]manifest\.(?:webapp|konnector)$/, '')
  const folder = copies.folder(instance, kind, slug, version)
  warnOfAbsentTemplates(folder, app.notifications, warn, from)
  if (kind === 'konnectors') return { fields: {}, commit: nothing, undo: nothing }
  const wanted = app.services ?? null
  warnOfAbsentServices(folder, wanted, warn, from)
  const change = await changeServiceTriggers(triggers(), instance, slug, before, wanted ?? {}, why =>
    warn(`Failed to install ${slug}: ${why}. Run cozy-jobs validate to see all that is wrong.`)
  )
  return { ...change, fields: { services: wanted && change.services } }
}
