import { DEFAULT_CONFIG, type WorkerSettings } from '@cozy-jobs/stack/config'
import { couchdbUrl, filesUrl, loopbackHost } from './addresses.js'
import { clouderies, contexts, cspAllowlist, registries, remoteAssets, type Allowed } from './maps.js'
import { flag, longDuration, duration, oneOf, port, text, wholeNumber, type Read } from './scalars.js'
import { workers } from './workers.js'

/** One thing that a configuration sets: `admin.port` of the file, `COZY_ADMIN_PORT`, `--admin-port`. */
export interface Setting<T> {
  path: string
  /** Without its dashes; it has none where absent. */
  option?: string
  read: Read<T>
  /** Where nobody says anything. */
  unset: T
}

const setting = <T>(path: string, read: Read<T>, unset: T, option?: string): Setting<T> => ({
  path,
  read,
  unset,
  ...(option === undefined ? {} : { option })
})

const { jobs, versioning, history, mail, remote } = DEFAULT_CONFIG

const LEVELS = ['debug', 'info', 'warning', 'error', 'panic', 'fatal'] as const

const VERSIONS = wholeNumber(1, 1_000_000, 'a number of versions from 1 on', 'Write one such as 20.')

const MEGABYTE = 1024 * 1024
const MEGABYTES = wholeNumber(1, 100_000, 'a number of megabytes from 1 on', 'Write one such as 50.')

/** All that this stack takes from a configuration. What the file holds besides is ignored, and named. */
export const SETTINGS = {
  host: setting('host', loopbackHost, 'localhost', 'host'),
  port: setting('port', port, 8080, 'port'),
  subdomains: setting('subdomains', oneOf(['nested', 'flat']), DEFAULT_CONFIG.subdomains, 'subdomains'),
  adminHost: setting('admin.host', loopbackHost, 'localhost', 'admin-host'),
  adminPort: setting('admin.port', port, 6060, 'admin-port'),
  adminSecret: setting<string | undefined>('admin.secret_filename', text, undefined),
  files: setting<{ folder: string } | 'memory' | undefined>('fs.url', filesUrl, undefined, 'fs-url'),
  versions: setting(
    'fs.versioning.max_number_of_versions_to_keep',
    VERSIONS,
    versioning.maxNumberOfVersionsToKeep
  ),
  versionDelay: setting(
    'fs.versioning.min_delay_between_two_versions',
    duration,
    versioning.minDelayBetweenTwoVersions
  ),
  couchdb: setting<string | undefined>('couchdb.url', couchdbUrl, undefined, 'couchdb-url'),
  launcher: setting<string | undefined>('konnectors.cmd', text, undefined, 'konnectors-cmd'),
  workers: setting<Readonly<Record<string, WorkerSettings>> | 'none'>('jobs.workers', workers, jobs.workers),
  allowlist: setting('jobs.allowlist', flag, jobs.allowlist),
  keep: setting('jobs.defaultDurationToKeep', longDuration, jobs.defaultDurationToKeep),
  historyAge: setting('jobs.history.max_age', duration, history.maxAge),
  historySize: setting('jobs.history.max_megabytes', MEGABYTES, history.maxBytes / MEGABYTE),
  contexts: setting('contexts', contexts, DEFAULT_CONFIG.contexts),
  flagship: setting('flagship.contexts', contexts, DEFAULT_CONFIG.flagship.contexts),
  registries: setting('registries', registries, DEFAULT_CONFIG.registries),
  clouderies: setting('clouderies', clouderies, DEFAULT_CONFIG.clouderies),
  csp: setting<Allowed>('csp_allowlist', cspAllowlist, { all: {}, byContext: {} }),
  disableCsp: setting('disable_csp', flag, DEFAULT_CONFIG.disableCsp, 'disable-csp'),
  noreplyAddress: setting('mail.noreply_address', text, mail.noreplyAddress),
  noreplyName: setting('mail.noreply_name', text, mail.noreplyName),
  replyTo: setting('mail.reply_to', text, mail.replyTo),
  doctypes: setting('doctypes', text, remote.doctypes, 'doctypes'),
  customPort: setting('remote_allow_custom_port', flag, remote.customPort, 'remote-allow-custom-port'),
  remoteAssets: setting('remote_assets', remoteAssets, remote.assets),
  logLevel: setting('log.level', oneOf(LEVELS), 'debug', 'log-level')
} as const

export type SettingName = keyof typeof SETTINGS

export type SettingValues = {
  [Name in SettingName]: (typeof SETTINGS)[Name] extends Setting<infer T> ? T : never
}

/** `COZY_ADMIN_PORT` for `admin.port`, as the real stack binds its own. */
export const variableOf = (path: string): string => `COZY_${path.toUpperCase().replaceAll('.', '_')}`
