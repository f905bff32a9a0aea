import type { Instance } from '../instances/api.js'
import type { Engine, JobDoc } from './api.js'
import type { Stamp } from './dates.js'
import { EngineError } from './errors.js'
import type { JobStore } from './jobs/job-store.js'
import { CLIENT_WORKER } from './queue/workers.js'

/** The jobs that a client runs and the stack only keeps. */
export interface ClientJobs {
  /** A launched job runs at once: the client is at it. Any other job is left as it is. */
  begin(instance: Instance, job: JobDoc): Promise<JobDoc>
  report: Engine['report']
}

/** The states of client jobs, in the store of their instance. */
export const createClientJobs = (jobs: JobStore, stamp: Stamp): ClientJobs => ({
  begin: async (instance, job) =>
    job.worker === CLIENT_WORKER && job._id !== ''
      ? jobs.save(instance, { ...job, state: 'running', started_at: stamp() })
      : job,
  report: async (instance, id, outcome) => {
    const { payload: _, ...job } = await jobs.get(instance, id)
    if (job.worker !== CLIENT_WORKER) throw new EngineError('not_client')
    return jobs.save(instance, { ...job, ...outcome, event: null, finished_at: stamp() })
  }
})
