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

/** Told of each state on the way: `installing` or `upgrading` once the manifest is read. */
export type InstallProgress = (app: Installed) => void

export interface InstallRequest {
  slug: string
  /** `file:///…`; on update the one that is stored where it is absent. */
  source?: string
  /** Installed, but not to be used: the state is `installed` and not `ready`. */
  deactivated?: boolean
  /** Of a konnector, in place of its manifest's. */
  parameters?: Record<string, unknown>
}

/** What the routes of apps and konnectors need besides. Every refusal is a `JsonApiError` in the real stack's words. */
export interface Installer extends Installs {
  /** As it is stored: no changed source is taken up. Throws for a slug that is none. */
  find(instance: Instance, kind: InstallKind, slug: string): Promise<Installed | undefined>
  /** In order of their ids; `next` is where the next page starts. */
  list(
    instance: Instance,
    kind: InstallKind,
    page: { start: string; limit: number }
  ): Promise<{ apps: Installed[]; next: string }>
  install(
    instance: Instance,
    kind: InstallKind,
    request: InstallRequest,
    progress: InstallProgress
  ): Promise<Installed>
  /** Copies the source anew, changed or not. */
  update(
    instance: Instance,
    kind: InstallKind,
    request: InstallRequest,
    progress: InstallProgress
  ): Promise<Installed>
  uninstall(instance: Instance, kind: InstallKind, slug: string): Promise<Installed>
}
