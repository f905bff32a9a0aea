import { availableParallelism } from 'node:os'
import type { JobsConfig } from '../../config.js'
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

export type Workers = ReadonlyMap<string, WorkerLimits>

/** The workers of the real stack; `client` is none of them: its jobs are run by the app that asked for them. */
export const WORKERS: Workers = new Map([
  ['konnector', PROGRAM],
  ['service', PROGRAM],
  ...OPEN.map((name): [string, WorkerLimits] => [name, OTHER]),
  ...RESERVED.map((name): [string, WorkerLimits] => [name, { ...OTHER, reserved: true }])
])

export const WORKER_NAMES: readonly string[] = [...WORKERS.keys()]

/**
 * The workers as `jobs` of cozy.yaml has them. One that is set to no jobs at once is not there: as on the real stack,
 * whoever asks for it hears that nobody knows it.
 */
export const configuredWorkers = ({ workers, allowlist }: JobsConfig): Workers => {
  const names = [...WORKERS.keys()].filter(name => !allowlist || Object.hasOwn(workers, name))
  const configured = names.map((name): [string, WorkerLimits] => [
    name,
    { ...(WORKERS.get(name) ?? OTHER), ...workers[name] }
  ])
  return new Map(configured.filter(([, { concurrency }]) => concurrency > 0))
}

/** The worker whose jobs are only stored. */
export const CLIENT_WORKER = 'client'

const NANOSECONDS = 1_000_000

/**
 * A job's own options may lower the limits of its worker, never raise them (`defaultedConf` of the real stack). It runs
 * once at least: the real stack takes a negative count for a job that has ended well before it began.
 */
export const limitsOf = (
  worker: string,
  options?: JobOptions | null,
  workers: Workers = WORKERS
): WorkerLimits => {
  const limits = workers.get(worker) ?? OTHER
  const timeout = (options?.timeout ?? 0) / NANOSECONDS
  return {
    ...limits,
    maxExecCount: Math.max(1, Math.min(options?.max_exec_count || limits.maxExecCount, limits.maxExecCount)),
    timeout: timeout > 0 ? Math.min(timeout, limits.timeout) : limits.timeout
  }
}
