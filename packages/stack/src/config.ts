export { WORKER_NAMES } from './engine/queue/workers.js'

/** How one worker is set: what is absent is as the stack has it. */
export interface WorkerSettings {
  /** Jobs at once; 0 takes the worker away. */
  concurrency?: number
  /** Executions of one job, retries included. */
  maxExecCount?: number
  /** Milliseconds of one execution. */
  timeout?: number
}

/** `jobs` of cozy.yaml. */
export interface JobsConfig {
  workers: Readonly<Record<string, WorkerSettings>>
  /** Only the workers that `workers` names are there. */
  allowlist: boolean
  /** How long ended jobs are kept where a purge does not say: `2W`, `36h`. */
  defaultDurationToKeep: string
}

/** `fs.versioning` of cozy.yaml. */
export interface VersioningConfig {
  /** As many contents of one file are kept, the present one among them. */
  maxNumberOfVersionsToKeep: number
  /** Milliseconds: versions closer to each other than this are one, unless they have tags. */
  minDelayBetweenTwoVersions: number
}

/** `mail` of cozy.yaml: whom the stack writes as. A context may say it otherwise. */
export interface MailConfig {
  /** `noreply@` and the instance's host where empty. */
  noreplyAddress: string
  noreplyName: string
  /** Where answers go, and what is written to the support; none where empty. */
  replyTo: string
}

/** `flagship` of cozy.yaml. */
export interface FlagshipConfig {
  /** By context: with `skip_certification` each client counts as the flagship app. */
  contexts: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** What apps may ask of other sites. */
export interface RemoteConfig {
  /** The folder with the definitions of remote doctypes, `doctypes` of cozy.yaml; none where empty. */
  doctypes: string
  /** A definition may name a port: `remote_allow_custom_port` of cozy.yaml. */
  customPort: boolean
  /** Addresses by name: `remote_assets` of cozy.yaml. */
  assets: Readonly<Record<string, string>>
}

/** How much is kept of what jobs do: the oldest goes first. */
export interface HistoryConfig {
  /** Milliseconds. */
  maxAge: number
  /** Bytes of all runs together. */
  maxBytes: number
}

/** What a cozy.yaml sets beyond addresses and folders. Every member has a default in `DEFAULT_CONFIG`. */
export interface StackConfig {
  /** The file `admin.secret_filename` of cozy.yaml, its text: the admin port asks for that passphrase. '' for none. */
  adminSecret: string
  /** `contexts` of cozy.yaml as they stand, by name. An instance says which one is its own. */
  contexts: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** Addresses of registries by context, asked in their order; `default` serves the contexts without an entry. */
  registries: Readonly<Record<string, readonly string[]>>
  /** Addresses of managers of instances by context (`clouderies` of cozy.yaml): told to apps, never asked. */
  clouderies: Readonly<Record<string, string>>
  /** `drive.cozy.localhost` where nested, `cozy-drive.localhost` where flat. */
  subdomains: 'nested' | 'flat'
  /** What pages may load besides, by directive without `-src`: `csp_allowlist` of cozy.yaml. */
  cspAllowlist: Readonly<Record<string, string>>
  /** The same for the instances of one context, besides what all may: `csp_allowlist.contexts` of cozy.yaml. */
  cspAllowlistByContext: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** `disable_csp` of cozy.yaml. */
  disableCsp: boolean
  jobs: JobsConfig
  /** What is kept of the runs of jobs, beside their documents. */
  history: HistoryConfig
  versioning: VersioningConfig
  flagship: FlagshipConfig
  mail: MailConfig
  remote: RemoteConfig
}

export const DEFAULT_CONFIG: StackConfig = {
  adminSecret: '',
  contexts: {},
  registries: { default: [] },
  clouderies: {},
  subdomains: 'nested',
  cspAllowlist: {},
  cspAllowlistByContext: {},
  disableCsp: false,
  jobs: { workers: {}, allowlist: false, defaultDurationToKeep: '2W' },
  history: { maxAge: 7 * 24 * 60 * 60_000, maxBytes: 50 * 1024 * 1024 },
  versioning: { maxNumberOfVersionsToKeep: 20, minDelayBetweenTwoVersions: 15 * 60_000 },
  flagship: { contexts: {} },
  mail: { noreplyAddress: '', noreplyName: 'My Cozy', replyTo: '' },
  remote: { doctypes: '', customPort: false, assets: {} }
}
