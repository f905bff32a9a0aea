import { availableParallelism } from 'node:os'
import type { JobOptions } from '../api.js'

/** How the jobs of one worker are run. */
export interface WorkerLimits {
  /** Jobs at once. */
  concurrency: number
  /** Executions of one job, retries included. */
  maxExecCount: number
  /** Milliseconds of one execution. */
  timeout: number
  /** Apps and konnectors may not push jobs to it, only the stack and its command line. */
  reserved: boolean
}

const PROGRAM: WorkerLimits = {
  concurrency: 2 * availableParallelism(),
  maxExecCount: 2,
  timeout: 300_000,
  reserved: false
}
const OTHER: WorkerLimits = {
  concurrency: availableParallelism(),
  maxExecCount: 1,
  timeout: 10_000,
  reserved: false
}

const OPEN = ['antivirus', 'export', 'import', 'log', 'push', 'sendmail', 'unzip', 'zip']
const RESERVED = [
  'clean-clients',
  'clean-old-trashed',
  'migrations',
  'notes-save',
  'rag-index',
  'rag-query',
  'share-autoaccept',
  'share-group',
  'share-replicate',
  'share-track',
  'share-update',
  'share-upload',
  'sms',
  'thumbnail',
  'thumbnailck',
  'trash-files'
]

/** The workers of the real stack; `client` is none of them: its jobs are run by the app that asked for them. */
export const WORKERS: ReadonlyMap<string, WorkerLimits> = new Map([
  ['konnector', PROGRAM],
  ['service', PROGRAM],
  ...OPEN.map((name): [string, WorkerLimits] => [name, OTHER]),
  ...RESERVED.map((name): [string, WorkerLimits] => [name, { ...OTHER, reserved: true }])
])

/** The worker whose jobs are only stored. */
export const CLIENT_WORKER = 'client'

const NANOSECONDS = 1_000_000

/**
 * A job's own options may lower the limits of its worker, never raise them (`defaultedConf` of the real stack). It runs
 * once at least: the real stack takes a negative count for a job that has ended well before it began.
 */
export const limitsOf = (worker: string, options?: JobOptions | null): WorkerLimits => {
  const limits = WORKERS.get(worker) ?? OTHER
  const timeout = (options?.timeout ?? 0) / NANOSECONDS
  return {
    ...limits,
    maxExecCount: Math.max(1, Math.min(options?.max_exec_count || limits.maxExecCount, limits.maxExecCount)),
    timeout: timeout > 0 ? Math.min(timeout, limits.timeout) : limits.timeout
  }
}
