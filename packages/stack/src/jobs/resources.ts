import type { JobDoc, TriggerDoc, TriggerState } from '../engine/api.js'
import type { Resource } from '../server/json-api.js'

const defined = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

/** A job, its fields in the real stack's order; what the engine keeps for itself is left out. */
export const jobResource = (job: JobDoc): Resource => ({
  type: 'io.cozy.jobs',
  id: job._id,
  attributes: defined({
    _id: job._id || undefined,
    _rev: job._rev || undefined,
    domain: job.domain,
    prefix: job.prefix,
    worker: job.worker,
    trigger_id: job.trigger_id,
    message: job.message ?? null,
    event: job.event ?? null,
    payload: job.payload,
    manual_execution: job.manual_execution,
    debounced: job.debounced,
    options: job.options,
    state: job.state,
    queued_at: job.queued_at,
    started_at: job.started_at,
    finished_at: job.finished_at,
    error: job.error,
    forward_logs: job.forward_logs
  }),
  meta: job._rev ? { rev: job._rev } : {},
  links: { self: `/jobs/${job.worker}/${job._id}` }
})

/** A trigger; `state` where the real stack gives it, `url` of the instance for a webhook's link. */
export const triggerResource = (trigger: TriggerDoc, state?: TriggerState): Resource => ({
  type: 'io.cozy.triggers',
  id: trigger._id,
  attributes: defined({
    _id: trigger._id,
    _rev: trigger._rev,
    domain: trigger.domain,
    prefix: trigger.prefix,
    type: trigger.type,
    worker: trigger.worker,
    arguments: trigger.arguments,
    debounce: trigger.debounce ?? '',
    options: trigger.options ?? null,
    message: trigger.message ?? null,
    current_state: state,
    cozyMetadata: trigger.cozyMetadata
  }),
  meta: {},
  links: {
    self: `/jobs/triggers/${trigger._id}`,
    ...(trigger.type === '@webhook'
      ? { webhook: `http://${trigger.domain}/jobs/webhooks/${trigger._id}` }
      : {})
  }
})

/** What became of a trigger's jobs. */
export const stateResource = (state: TriggerState): Resource => ({
  type: 'io.cozy.triggers.state',
  id: state.trigger_id,
  attributes: state,
  meta: {},
  links: { self: `/jobs/triggers/${state.trigger_id}/state` }
})
