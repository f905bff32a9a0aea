import { setTimeout as wait } from 'node:timers/promises'
import type { Instance } from '../../instances/api.js'
import type { JobDoc } from '../api.js'
import { isOfDisk, type JobStore } from '../jobs/job-store.js'

/** Milliseconds until the disk is tried again. */
const RETRY_DELAY = 1000

export interface SaveParts {
  jobs: JobStore
  /** Gives up: the job is taken up at the next start as it was stored last. */
  signal: AbortSignal
  warn: (text: string) => void
}

/** Stores how far a job is. On a disk that is full it waits for room: what a job has done must be written down. */
export const createSave =
  ({ jobs, signal, warn }: SaveParts) =>
  async (instance: Instance, job: JobDoc): Promise<JobDoc> => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await jobs.save(instance, job)
      } catch (error) {
        if (!isOfDisk(error) || signal.aborted) throw error
        if (attempt === 1) warn(`${error.message} The job ${job._id} waits until it can be stored.`)
        await wait(RETRY_DELAY, undefined, { signal }).catch(() => {})
      }
    }
  }
