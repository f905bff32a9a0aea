import type { JobDoc, JobOptions } from '../api.js'
import { limitsOf, WORKERS, type Workers } from '../queue/workers.js'
import { decodeJson } from './encoded-json.js'

const NANOSECONDS = 1_000_000_000

/** What of the options of a job is taken for something else than it says, in silence. */
export const optionWarnings = (
  worker: string,
  options: JobOptions | null | undefined,
  workers: Workers = WORKERS
): string[] => {
  if (!options || !workers.has(worker)) return []
  const { max_exec_count: count = 0, timeout = 0 } = options
  const limits = limitsOf(worker, null, workers)
  const seconds = limits.timeout / 1000
  return [
    ...(count > limits.maxExecCount
      ? [`max_exec_count ${count} is more than the worker "${worker}" allows: ${limits.maxExecCount} it is`]
      : []),
    ...(count < 0 ? [`max_exec_count ${count} is no number of executions: it is run once`] : []),
    ...(timeout / NANOSECONDS > seconds
      ? [
          `a timeout of ${timeout / NANOSECONDS} s is more than the worker "${worker}" allows: ${seconds} s it is`
        ]
      : [])
  ]
}

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What the real stack accepts of a job in silence though its program will miss it. */
export const jobWarnings = (
  { worker, options, payload }: Pick<JobDoc, 'worker' | 'options' | 'payload'>,
  workers: Workers = WORKERS
): string[] => [
  ...optionWarnings(worker, options, workers),
  ...(payload !== undefined && !isObject(decodeJson(payload))
    ? ['what it was called with is no JSON object: it runs without COZY_PAYLOAD']
    : [])
]
