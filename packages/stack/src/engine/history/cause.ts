import type { JobDoc } from '../api.js'
import type { Cause } from './api.js'

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Why a job came to be: from its document, its event decoded, and the kind of its trigger as far as that is known. */
export const causeOf = (
  job: JobDoc,
  event: Record<string, unknown> | undefined,
  doctype = '',
  type: string | undefined
): Cause => {
  const trigger = job.trigger_id
  if (!trigger) return { kind: 'request' }
  if (event) {
    const { _id, _rev } = (event['doc'] ?? {}) as Record<string, unknown>
    return { kind: 'event', trigger, verb: text(event['verb']), doctype, id: text(_id), rev: text(_rev) }
  }
  if (type === '@webhook' && job.payload !== undefined) return { kind: 'webhook', trigger }
  if (job.manual_execution) return { kind: 'launch', trigger }
  return { kind: type === '@event' || type === '@webhook' ? 'window' : 'date', trigger }
}
