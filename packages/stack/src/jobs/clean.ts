import { StoreError } from '@cozy-jobs/store'
import type { JobDoc } from '../engine/api.js'
import type { Instance } from '../instances/api.js'
import { allJobs } from './all-jobs.js'

const HOUR = 3_600_000

/**
 * Says of the jobs that have been under way for more than an hour that they are done, and answers how many. One that
 * waits has never been begun, and so counts as older than that: as on the real stack (`cleanJobs`).
 */
export const cleanJobs = async (instance: Instance, now: Date): Promise<number> => {
  const old = (await allJobs(instance)).filter(
    ({ state, started_at }) =>
      (state === 'running' || state === 'queued') && Date.parse(started_at) + HOUR < now.getTime()
  )
  const results = await Promise.all(old.map(job => markDone(instance, job)))
  return results.filter(Boolean).length
}

/** False for one that has ended meanwhile. */
const markDone = async (instance: Instance, job: JobDoc): Promise<boolean> => {
  try {
    await instance.documents.put('io.cozy.jobs', { ...job, state: 'done' })
    return true
  } catch (error) {
    if (error instanceof StoreError && error.code === 'conflict') return false
    throw error
  }
}
