import type { Instance } from '../instances/api.js'
import type { JobDoc, JobDraft } from './api.js'
import type { Stamp } from './dates.js'
import { EngineError } from './errors.js'
import { stopsAutomaticRuns } from './execution/retries.js'
import type { JobStore } from './jobs/job-store.js'
import { jobWarnings } from './jobs/job-warnings.js'
import { newJob } from './jobs/new-job.js'
import { nameOf } from './log/record-line.js'
import { CLIENT_WORKER, type Workers } from './queue/workers.js'
import { JOBS_OF_STATE, stateFrom } from './states/trigger-state.js'

export interface PushParts {
  workers: Workers
  jobs: JobStore
  stamp: Stamp
  /** Puts a stored job into its worker's queue. */
  enqueue: (instance: Instance, job: JobDoc) => void
  warn: (text: string) => void
}

/** The owner has to act first: the trigger makes no job until a launch or a manual run has ended well. */
const isHeldBack = async (jobs: JobStore, instance: Instance, draft: JobDraft): Promise<boolean> => {
  if (draft.worker !== 'konnector' || draft.manual || !draft.triggerId) return false
  // A bank's webhook tells of new data: the real stack lets it through.
  if ((draft.message as { bi_webhook?: unknown } | null)?.bi_webhook === true) return false
  const state = stateFrom(draft.triggerId, await jobs.ofTrigger(instance, draft.triggerId, JOBS_OF_STATE))
  return state.status === 'errored' && stopsAutomaticRuns(state.last_error ?? '')
}

/** Stores a job and queues it. Answers one without an id where the trigger is held back, as the real stack does. */
export const createPush =
  ({ workers, jobs, stamp, enqueue, warn }: PushParts) =>
  async (instance: Instance, draft: JobDraft): Promise<JobDoc> => {
    if (!workers.has(draft.worker) && draft.worker !== CLIENT_WORKER) throw new EngineError('unknown_worker')
    const job = newJob(instance, draft, stamp())
    if (await isHeldBack(jobs, instance, draft)) return { ...job, _id: '', _rev: '' } as JobDoc
    const stored = await jobs.create(instance, job)
    // Of a trigger's options it was said when the trigger was made; of what a webhook got, when it was called.
    if (!draft.triggerId)
      for (const text of jobWarnings(stored, workers))
        warn(`${nameOf(stored)} ${stored._id.slice(0, 8)}: ${text}`)
    if (draft.worker !== CLIENT_WORKER) enqueue(instance, stored)
    return stored
  }
