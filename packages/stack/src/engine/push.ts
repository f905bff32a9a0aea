import type { Instance } from '../instances/api.js'
import type { JobDoc, JobDraft } from './api.js'
import type { Stamp } from './dates.js'
import { EngineError } from './errors.js'
import type { JobStore } from './jobs/job-store.js'
import { jobWarnings } from './jobs/job-warnings.js'
import { newJob } from './jobs/new-job.js'
import { nameOf } from './log/record-line.js'
import { shortId } from './log/short-id.js'
import { CLIENT_WORKER, type Workers } from './queue/workers.js'

export interface PushParts {
  workers: Workers
  jobs: JobStore
  stamp: Stamp
  /** Puts a stored job into its worker's queue. */
  enqueue: (instance: Instance, job: JobDoc) => void
  /** Says of a konnector's job that it is not to be made now. */
  isHeldBack: (instance: Instance, draft: JobDraft) => Promise<boolean>
  warn: (text: string) => void
}

/** Stores a job and queues it. Answers one without an id where it is held back, as the real stack does. */
export const createPush =
  ({ workers, jobs, stamp, enqueue, isHeldBack, warn }: PushParts) =>
  async (instance: Instance, draft: JobDraft): Promise<JobDoc> => {
    if (!workers.has(draft.worker) && draft.worker !== CLIENT_WORKER) throw new EngineError('unknown_worker')
    const job = newJob(instance, draft, stamp())
    if (await isHeldBack(instance, draft)) return { ...job, _id: '', _rev: '' } as JobDoc
    const stored = await jobs.create(instance, job)
    // Of a trigger's options it was said when the trigger was made; of what a webhook got, when it was called.
    if (!draft.triggerId)
      for (const text of jobWarnings(stored, workers))
        warn(`${nameOf(stored)} ${shortId(stored._id)}: ${text}`)
    if (draft.worker !== CLIENT_WORKER) enqueue(instance, stored)
    return stored
  }
