import type { LogRecord } from '@cozy-jobs/logging'
import type { JobKind } from './api.js'

/** What a konnector has said of itself, as the real stack gathers it from the lines. */
export interface Verdict {
  /** The error to store, before the exit code is asked. */
  error(): string | undefined
  noRetry(): boolean
  hear(record: LogRecord): void
}

/**
 * A konnector's last critical line wins over its last error line, and both over its exit code; a service's lines say
 * nothing of its outcome (`konnectorWorker.Error`, `serviceWorker.Error`).
 */
export const listenFor = (kind: JobKind): Verdict => {
  let critical: string | undefined
  let error: string | undefined
  let noRetry = false
  return {
    error: () => critical ?? error,
    noRetry: () => noRetry,
    hear: record => {
      if (kind === 'service') return
      if (record.type === 'error') error = record.message
      if (record.type !== 'critical') return
      critical = record.message
      noRetry ||= record.no_retry === true
    }
  }
}
