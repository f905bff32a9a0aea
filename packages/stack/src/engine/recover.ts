import type { Instance } from '../instances/api.js'
import type { JobDoc } from './api.js'
import { ZERO_DATE } from './dates.js'
import { JOB_ERRORS } from './execution/job-error.js'
import { executionsOf } from './execution/retries.js'
import type { Task } from './execution/execute.js'
import type { JobStore } from './jobs/job-store.js'
import { leaseOfJob } from './leases/job-lease.js'
import type { Leases } from './leases/lease.js'
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

export interface RecoverParts {
  jobs: JobStore
  leases: Leases
  workers: Workers
  /** A job that ran is left as it is, for ever: production takes none up again. */
  losesRunningJobs: boolean
}

/**
 * What other runs of a stack have left. The executions that a crash broke off count: a job that brings the stack down
 * does not do so for ever. A job that another stack runs at this moment is left to it.
 */
export const createRecover = ({ jobs, leases, workers, losesRunningJobs }: RecoverParts) => {
  const afterCrash = async (instance: Instance, job: JobDoc, now: Date): Promise<Partial<Recovered>> => {
    const executions = executionsOf(job)
    if (executions >= limitsOf(job.worker, job.options, workers).maxExecCount)
      return { ended: [await jobs.save(instance, giveUp(job, now))] }
    if (job.state === 'queued') return { tasks: [{ instance, job, executions }] }
    const queued: JobDoc = { ...job, state: 'queued', started_at: ZERO_DATE, executions }
    return { tasks: [{ instance, job: await jobs.save(instance, queued), executions }] }
  }

  const look = async (instance: Instance, job: JobDoc, now: Date): Promise<Partial<Recovered>> => {
    if (job.state === 'running' && losesRunningJobs) return {}
    // One that waits is leased when its turn comes.
    if (!leases.shared || job.state === 'queued') return afterCrash(instance, job, now)
    const lease = await leases.take(leaseOfJob(instance, job._id))
    if (!lease) return {}
    try {
      const stored = await jobs.get(instance, job._id)
      if (stored.state === 'done' || stored.state === 'errored') return {}
      return await afterCrash(instance, stored, now)
    } finally {
      await lease.release()
    }
  }

  return async (instance: Instance, now: Date): Promise<Recovered> => {
    const found = await Promise.all([...workers.keys()].map(worker => jobs.unfinished(instance, worker)))
    const recovered: Recovered = { tasks: [], ended: [] }
    for (const job of found.flat().sort((a, b) => (a.queued_at < b.queued_at ? -1 : 1))) {
      const { tasks = [], ended = [] } = await look(instance, job, now)
      recovered.tasks.push(...tasks)
      recovered.ended.push(...ended)
    }
    return recovered
  }
}
