import type { Instance } from '../instances/api.js'

/** The two kinds of application, each with a doctype, a manifest file and routes of its own. */
export type InstallKind = 'apps' | 'konnectors'

/** A service as the stored manifest has it: `trigger_id` is '' where the manifest gives no trigger. */
export interface InstalledService {
  type: string
  file: string
  debounce: string
  trigger: string
  trigger_id: string
}

/** What is stored of an installed app or konnector (`io.cozy.apps/<slug>`); fields of the manifest stand beside these. */
export interface Installed {
  _id: string
  _rev: string
  slug: string
  state: 'installing' | 'upgrading' | 'installed' | 'ready' | 'errored'
  version: string
  source: string
  services?: Record<string, InstalledService> | null
  permissions?: Record<string, unknown> | null
  name?: string
  parameters?: unknown
  [field: string]: unknown
}

/**
 * What the engine asks of installations: the code of a job as it is now. Each look takes up a `file://` source that
 * has changed, as on the real stack (`GetWebappBySlugAndUpdate`), so that a rebuild is live at the next run.
 */
export interface Installs {
  /** Undefined where it is not installed. */
  current(instance: Instance, kind: InstallKind, slug: string): Promise<Installed | undefined>
  /** The folder in which the copy of its source lies. */
  folder(instance: Instance, kind: InstallKind, installed: Installed): string
  /** The token of an app or konnector: its permissions, nothing more. */
  token(instance: Instance, kind: InstallKind, slug: string): Promise<string>
}
