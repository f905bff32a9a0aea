import type { EngineEvent, JobDoc } from '../engine/api.js'
import type { Realtime } from './api.js'

/** Bytes of a message that the real stack keeps, and those that its logger keeps. */
const LONGEST_MESSAGE = 4000
const LONGEST_LOG = 2000
const CUT = ' [TRUNCATED]'

const cut = (message: string, most: number, mark = ''): string =>
  Buffer.byteLength(message) <= most
    ? message
    : Buffer.from(message)
        .subarray(0, most - mark.length)
        .toString() + mark

/** The levels that the real stack's logger gives to the types of a job's lines. */
const LEVEL_OF: Readonly<Record<string, string>> = { warning: 'warning', error: 'error', critical: 'error' }

type Line = Extract<EngineEvent, { type: 'record' }>

/** Each line of a konnector, to whoever may read `io.cozy.jobs.events`: of which job it is, it does not say. */
const tellLine = ({ job, record }: Line, realtime: Realtime): void =>
  realtime.publish(job.prefix, {
    verb: 'CREATED',
    doctype: 'io.cozy.jobs.events',
    id: '',
    doc: { type: record.type, message: cut(record.message, LONGEST_MESSAGE) }
  })

const slugOf = ({ worker, message }: JobDoc): Record<string, unknown> => {
  const about = (typeof message === 'object' && message !== null ? message : {}) as Record<string, unknown>
  if (worker === 'konnector') return { slug: about.konnector }
  return worker === 'service' ? { slug: about.slug } : {}
}

/** The log of a job whose maker has asked for it (`forward_logs`), under the id of the job. */
const forwardLog = ({ job, record }: Line, realtime: Realtime, now: Date): void =>
  realtime.publish(job.prefix, {
    verb: 'CREATED',
    doctype: 'io.cozy.jobs.logs',
    id: job._id,
    doc: {
      _id: job._id,
      time: now.toISOString(),
      message: cut(record.message, LONGEST_LOG, CUT),
      level: LEVEL_OF[record.type] ?? 'debug',
      data: { domain: job.domain, job_id: job._id, nspace: 'jobs', ...slugOf(job), worker_id: job.worker }
    }
  })

/** What the engine tells, as events that are stored nowhere. */
export const jobEvents =
  (realtime: Realtime, now: () => Date) =>
  (event: EngineEvent): void => {
    if (event.type !== 'record') return
    if (event.job.worker === 'konnector' && event.own) tellLine(event, realtime)
    if (event.job.forward_logs === true) forwardLog(event, realtime, now())
  }
