import type { JobDoc, TriggerState } from '../api.js'

/** How many of a trigger's jobs its state is made of, as on the real stack (`GetTriggerState`). */
export const JOBS_OF_STATE = 50

const apply = (state: TriggerState, job: JobDoc): TriggerState => ({
  ...state,
  status: job.state,
  ...(job.state === 'done' ? { last_success: job.started_at, last_successful_job_id: job._id } : {}),
  last_execution: job.started_at,
  last_executed_job_id: job._id,
  ...(job.state === 'errored'
    ? {
        last_failure: job.started_at,
        last_failed_job_id: job._id,
        ...(job.error ? { last_error: job.error } : {})
      }
    : {}),
  ...(job.manual_execution ? { last_manual_execution: job.started_at, last_manual_job_id: job._id } : {})
})

/** The state of a trigger from its jobs, the newest first; `done` before the first one. */
export const stateFrom = (triggerId: string, jobs: readonly JobDoc[]): TriggerState =>
  [...jobs].reverse().reduce(apply, { trigger_id: triggerId, status: 'done' })
