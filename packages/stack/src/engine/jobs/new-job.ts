import type { Draft } from '@cozy-jobs/store'
import type { Instance } from '../../instances/api.js'
import type { JobDraft, JobOptions } from '../api.js'
import { ZERO_DATE } from '../dates.js'
import { encodeJson } from './encoded-json.js'

/** Both fields, in the real stack's order: neither is left out there when the other is given. */
export const wholeOptions = (options: JobOptions): Required<JobOptions> => ({
  max_exec_count: options.max_exec_count ?? 0,
  timeout: options.timeout ?? 0
})

/** The document of a job that waits, its fields in the real stack's order. */
export const newJob = (instance: Instance, draft: JobDraft, queuedAt: string): Draft => ({
  domain: instance.domain,
  prefix: instance.prefix,
  worker: draft.worker,
  ...(draft.triggerId ? { trigger_id: draft.triggerId } : {}),
  message: draft.message ?? null,
  event: draft.event === undefined ? null : encodeJson(draft.event),
  ...(draft.payload === undefined ? {} : { payload: Buffer.from(draft.payload).toString('base64') }),
  ...(draft.manual ? { manual_execution: true } : {}),
  ...(draft.options ? { options: wholeOptions(draft.options) } : {}),
  state: 'queued',
  queued_at: queuedAt,
  started_at: ZERO_DATE,
  finished_at: ZERO_DATE,
  ...(draft.forwardLogs ? { forward_logs: true } : {})
})
