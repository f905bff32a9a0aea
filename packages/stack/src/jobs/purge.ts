import { parseDuration } from '@cozy-jobs/triggers'
import type { JobDoc } from '../engine/api.js'
import type { Instance } from '../instances/api.js'
import { invalidParameter } from '../server/http-error.js'
import { allJobs } from './all-jobs.js'

const DAY = 86_400_000

/** The units that the real stack's `bigduration` has beyond Go's. */
const LONG_UNITS: Readonly<Record<string, number>> = { D: DAY, W: 7 * DAY, M: 30 * DAY, Y: 365 * DAY }

/** Jobs that are kept of each worker and state, however old. */
const KEPT = 50

export interface PurgeOptions {
  /** What is younger is kept: `1Y`, `2W`, `36h`. */
  duration: string
  /** Names with commas; '' for all. */
  workers: string
  now: Date
}

const readDuration = (text: string): number => {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)([DWMY])$/i.exec(text) ?? []
  // A small m is Go's minute.
  if (amount && unit && unit !== 'm') return Number(amount) * (LONG_UNITS[unit.toUpperCase()] as number)
  try {
    return parseDuration(text)
  } catch {
    throw invalidParameter('duration', `${JSON.stringify(text)} is no duration such as 1Y, 2W or 36h`)
  }
}

const newestFirst = (jobs: JobDoc[]): JobDoc[] => jobs.sort((a, b) => (a.queued_at < b.queued_at ? 1 : -1))

/** Deletes jobs that have ended long ago, and answers how many. The last 50 of each worker and state stay. */
export const purgeJobs = async (
  instance: Instance,
  { duration, workers, now }: PurgeOptions
): Promise<number> => {
  const before = new Date(now.getTime() - readDuration(duration)).toISOString()
  const named = workers === '' ? undefined : workers.split(',')
  const jobs = newestFirst(await allJobs(instance)).filter(
    ({ worker, state }) => (state === 'done' || state === 'errored') && (named?.includes(worker) ?? true)
  )
  const seen = new Map<string, number>()
  const gone = jobs.filter(job => {
    const kind = `${job.worker} ${job.state}`
    const count = (seen.get(kind) ?? 0) + 1
    seen.set(kind, count)
    return count > KEPT && job.queued_at < before
  })
  const drafts = gone.map(({ _id, _rev }) => ({ _id, _rev, _deleted: true }))
  const results = await instance.documents.bulk('io.cozy.jobs', drafts)
  return results.filter(result => 'ok' in result).length
}
