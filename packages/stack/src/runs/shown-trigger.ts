import type { TriggerDoc, TriggerState } from '../engine/api.js'
import { nameOf } from '../engine/log/record-line.js'
import { liveTrigger } from '../engine/triggers/live-trigger.js'
import { triggerWarnings } from '../engine/triggers/trigger-warnings.js'
import type { JobDoc } from '../engine/api.js'
import type { Workers } from '../engine/queue/workers.js'
import type { Instance } from '../instances/api.js'

/** A trigger as a person wants to see it. */
export interface ShownTrigger {
  id: string
  type: string
  arguments: string
  debounce: string
  worker: string
  /** What it runs: `banks/onOperationCreate`. */
  name: string
  /** In words: `every day at 05:00 UTC`. */
  describe: string
  /** When it fires next; absent where no date does. */
  next?: string
  state: string
  lastRun?: string
  warnings: string[]
}

const readable = (instance: Instance, doc: TriggerDoc, now: Date, workers: Workers) => {
  try {
    const { trigger, createdAt } = liveTrigger(instance, doc, now)
    const next = trigger.next(trigger.once ? createdAt : now, createdAt)
    const isClock = trigger.doctypes.length === 0 && !['@webhook', '@client'].includes(trigger.kind)
    const warnings = triggerWarnings(doc, workers)
    if (isClock && !next && warnings.length === 0) warnings.push('no date of it ever comes')
    return { describe: trigger.describe(), ...(next && { next: next.toISOString() }), warnings }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { describe: 'never', warnings: [`it can not be read: ${why}`] }
  }
}

/** What is known of a trigger, warnings included. */
export const shownTrigger = (
  instance: Instance,
  doc: TriggerDoc,
  state: TriggerState,
  { now, workers }: { now: Date; workers: Workers }
): ShownTrigger => ({
  id: doc._id,
  type: doc.type,
  arguments: doc.arguments,
  debounce: doc.debounce,
  worker: doc.worker,
  name: nameOf({ worker: doc.worker, message: doc.message } as JobDoc),
  ...readable(instance, doc, now, workers),
  state: state.status,
  ...(state.last_executed_job_id !== undefined && { lastRun: state.last_executed_job_id })
})
