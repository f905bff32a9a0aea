import type { LogRecord } from '@cozy-jobs/logging'
import type { Instance } from '../../instances/api.js'
import type { JobDoc } from '../api.js'
import type { EngineParts } from '../parts.js'

/** One execution of one job, as its worker sees it. */
export interface Attempt {
  parts: EngineParts
  instance: Instance
  job: JobDoc
  /** `<worker>/<slot>/<job id>` */
  id: string
  /** Milliseconds. */
  timeout: number
  signal: AbortSignal
  onRecord: (record: LogRecord, own: boolean) => void
}

/** How an execution ended, where it did not throw. */
export interface AttemptResult {
  error?: string
  noRetry: boolean
}

/** What a worker does in two steps: what can be known before the job is said to run, and the run. */
export type Prepare = (attempt: Attempt) => Promise<() => Promise<AttemptResult>>

/** The message of a job, which must be an object. Throws as the real stack does. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A field that holds text; '' where it holds none. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
