import type { Instance } from '../../instances/api.js'
import type { JobDoc } from '../api.js'
import { ZERO_DATE } from '../dates.js'
import type { JobStore } from '../jobs/job-store.js'
import type { EngineParts } from '../parts.js'
import { limitsOf } from '../queue/workers.js'
import type { Attempt, AttemptResult } from './attempt.js'
import { JobError } from './job-error.js'
import { machineFault } from './machine-fault.js'
import { prepare } from './prepare.js'
import { isWorthRetrying, waitBeforeRetry } from './retries.js'
import { createSave } from './save.js'

/** A job whose turn has come. */
export interface Task {
  instance: Instance
  job: JobDoc
  /** How often it has been begun already. */
  executions: number
}

export interface ExecuteParts {
  parts: EngineParts
  jobs: JobStore
  signal: AbortSignal
  onRecord: (job: JobDoc, record: { type: string; message: string }, own: boolean) => void
  onFailure: (job: JobDoc, message: string) => void
  onStarted: (job: JobDoc) => void
  warn: (text: string) => void
}

interface Ended extends AttemptResult {
  badTrigger: boolean
}

const failed = (error: unknown): Ended => {
  const message = machineFault(error) ?? (error instanceof Error ? error.message : String(error))
  if (error instanceof JobError)
    return { error: message, noRetry: error.noRetry, badTrigger: error.badTrigger }
  return { error: message, noRetry: false, badTrigger: false }
}

/** The first execution is not counted in the document: that it runs says it, and clients see no field of ours. */
const begun = (job: JobDoc, executions: number, now: Date): JobDoc => ({
  ...job,
  state: 'running',
  started_at: job.state === 'running' ? job.started_at : now.toISOString(),
  ...(executions > 1 ? { executions } : {})
})

const ended = (
  { executions: _, payload: __, ...job }: JobDoc,
  error: string | undefined,
  now: Date
): JobDoc => ({
  ...job,
  event: null,
  state: error === undefined ? 'done' : 'errored',
  finished_at: now.toISOString(),
  ...(error ? { error } : {})
})

/** As it was before the execution that the end of the stack broke off, which does not count. */
const putBack = ({ executions: _, ...job }: JobDoc, executions: number): JobDoc => ({
  ...job,
  state: 'queued',
  started_at: ZERO_DATE,
  ...(executions > 0 ? { executions } : {})
})

/** Runs a job to its end, with its retries. Answers its document as stored, and whether its trigger must go. */
export const createExecute = (given: ExecuteParts) => {
  const { parts, jobs, signal, onRecord, onFailure, onStarted, warn } = given
  const save = createSave({ jobs, signal, warn })
  const attemptOnce = async (task: Task, slot: number, timeout: number): Promise<Ended> => {
    const attempt: Attempt = {
      parts,
      instance: task.instance,
      job: task.job,
      id: `${task.job.worker}/${slot}/${task.job._id}`,
      timeout,
      signal,
      onRecord: (record, own) => onRecord(task.job, record, own)
    }
    // Side by side: the job must be known to run before its program starts, not before its code is looked for.
    const [marked, prepared] = await Promise.allSettled([
      save(task.instance, begun(task.job, task.executions, parts.clock.now())),
      prepare(attempt)
    ])
    if (marked.status === 'rejected') throw marked.reason
    task.job = marked.value
    onStarted(task.job)
    if (prepared.status === 'rejected') return failed(prepared.reason)
    try {
      return { ...(await prepared.value()), badTrigger: false }
    } catch (error) {
      return failed(error)
    }
  }

  return async (given: Task, slot: number): Promise<{ job: JobDoc; badTrigger: boolean }> => {
    const task = { ...given }
    const { maxExecCount, timeout } = limitsOf(task.job.worker, task.job.options, parts.config.workers)
    let end: Ended = { noRetry: false, badTrigger: false }
    do {
      await waitBeforeRetry(task.executions - given.executions, signal)
      if (signal.aborted) break
      task.executions++
      end = await attemptOnce(task, slot, timeout)
      if (signal.aborted && end.error !== undefined) {
        return {
          job: await save(task.instance, putBack(task.job, task.executions - 1)),
          badTrigger: false
        }
      }
      if (end.error !== undefined) {
        onFailure(task.job, `failed (execution ${task.executions} of ${maxExecCount} at most): ${end.error}`)
      }
    } while (
      end.error !== undefined &&
      !end.noRetry &&
      task.executions < maxExecCount &&
      isWorthRetrying(task.job.worker, end.error)
    )
    if (signal.aborted && task.executions === given.executions) return { job: task.job, badTrigger: false }
    const job = await save(task.instance, ended(task.job, end.error, parts.clock.now()))
    return { job, badTrigger: end.badTrigger }
  }
}
