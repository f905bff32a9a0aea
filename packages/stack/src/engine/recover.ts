import type { Instance } from '../instances/api.js'
import type { JobDoc } from './api.js'
import { ZERO_DATE } from './dates.js'
import { JOB_ERRORS } from './execution/job-error.js'
import { executionsOf } from './execution/retries.js'
import type { Task } from './execution/execute.js'
import type { JobStore } from './jobs/job-store.js'
import { limitsOf, type Workers } from './queue/workers.js'

/** The jobs that an earlier run of the stack has left. */
export interface Recovered {
  /** To run again, the oldest first. */
  tasks: Task[]
  /** Those that may not run again, ended now. */
  ended: JobDoc[]
}

const giveUp = ({ executions: _, payload: __, ...job }: JobDoc, now: Date): JobDoc => ({
  ...job,
  event: null,
  state: 'errored',
  finished_at: now.toISOString(),
  error: JOB_ERRORS.interrupted().message
})

/** The executions that a crash broke off count: a job that brings the stack down does not do so for ever. */
export const recoverJobs = async (
  jobs: JobStore,
  workers: Workers,
  instance: Instance,
  now: Date
): Promise<Recovered> => {
  const found = await Promise.all([...workers.keys()].map(worker => jobs.unfinished(instance, worker)))
  const recovered: Recovered = { tasks: [], ended: [] }
  for (const job of found.flat().sort((a, b) => (a.queued_at < b.queued_at ? -1 : 1))) {
    const executions = executionsOf(job)
    if (executions >= limitsOf(job.worker, job.options, workers).maxExecCount) {
      recovered.ended.push(await jobs.save(instance, giveUp(job, now)))
    } else if (job.state === 'queued') {
      recovered.tasks.push({ instance, job, executions })
    } else {
      const queued: JobDoc = { ...job, state: 'queued', started_at: ZERO_DATE, executions }
      recovered.tasks.push({ instance, job: await jobs.save(instance, queued), executions })
    }
  }
  return recovered
}
