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
  /** The version that waits until the owner accepts what it asks for. */
  available_version?: string
  parameters?: unknown
  [field: string]: unknown
}

/**
 * What the engine asks of installations: the code of a job as it is now. Each look takes up a `file://` source that
 * has changed, and a newer version in the registry, as on the real stack (`GetWebappBySlugAndUpdate`), so that a rebuild
 * is live at the next run.
 */
export interface Installs {
  /** Undefined where it is not installed. */
  current(instance: Instance, kind: InstallKind, slug: string): Promise<Installed | undefined>
  /** As it is stored: no changed source is taken up. Throws for a slug that is none. */
  find(instance: Instance, kind: InstallKind, slug: string): Promise<Installed | undefined>
  /** The folder in which the copy of its source lies. */
  folder(instance: Instance, kind: InstallKind, installed: Installed): string
  /** The token of an app or konnector: its permissions, nothing more. `id` sets apart those of the same second. */
  token(instance: Instance, kind: InstallKind, slug: string, id?: string): Promise<string>
  /** It is used for the first time: what was `installed` is `ready` from now on. */
  activate(instance: Instance, kind: InstallKind, slug: string): Promise<void>
  /** The konnector may write to the folders that refer to it, from now on. */
  allowOwnFolders(instance: Instance, slug: string): Promise<void>
}

/** Told of each state on the way: `installing` or `upgrading` once the manifest is read. */
export type InstallProgress = (app: Installed) => void

export interface InstallRequest {
  slug: string
  /** `file:///…`, `git://…`, `https://…`, `registry://…`; on update the stored one where it is absent. */
  source?: string
  /** Installed, but not to be used: the state is `installed` and not `ready`. */
  deactivated?: boolean
  /** Of a konnector, in place of its manifest's; kept over updates. */
  parameters?: Record<string, unknown>
  /** Of an update: the owner accepts new permissions and terms. Absent, a folder's permissions need no word of theirs. */
  permissionsAcked?: boolean
}

/** What the routes of apps and konnectors need besides. Every refusal is a `JsonApiError` in the real stack's words. */
export interface Installer extends Installs {
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
  /**
   * Copies the source anew, changed or not; a registry's or an archive's only where its version differs. What asks for
   * more than the owner has accepted becomes `available_version`, and `progress` hears nothing.
   */
  update(
    instance: Instance,
    kind: InstallKind,
    request: InstallRequest,
    progress: InstallProgress
  ): Promise<Installed>
  uninstall(instance: Instance, kind: InstallKind, slug: string): Promise<Installed>
}
