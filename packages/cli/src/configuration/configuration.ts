import type { LogLevel, StackConfig } from '@cozy-jobs/stack'

/** What flags, environment and file say together. Every member has a default in `DEFAULTS`. */
export interface Configuration {
  port: number
  adminPort: number
  /** Where the contents of files are, if not in the data folder. */
  files: { folder: string } | 'memory' | undefined
  /** URL of a CouchDB; undefined keeps the documents in the data folder. */
  couchdb: string | undefined
  /** `konnectors.cmd`, as it was written. */
  launcher: string | undefined
  logLevel: LogLevel
  stack: StackConfig
}
