import type { Change } from '@cozy-jobs/store'
import type { Instance } from '../instances/api.js'
import type { TriggerDoc } from './api.js'
import type { Cause } from './fire.js'
import { JOBS } from './jobs/job-store.js'
import { jobEvent, triggerEvent } from './jobs/job-event.js'
import type { LiveTrigger } from './triggers/live-trigger.js'
import type { TriggerIndex } from './triggers/trigger-index.js'
import { TRIGGERS } from './triggers/trigger-store.js'

/** What a change may set going. */
export interface ChangesParts {
  index: TriggerIndex
  instanceOf: (prefix: string) => Instance | undefined
  fire: (live: LiveTrigger, cause: Cause) => Promise<void>
  follow: (instance: Instance, doc: TriggerDoc) => void
  unfollow: (prefix: string, id: string) => void
  onAccountGone: (instance: Instance, account: Change) => Promise<void>
  /** Told of each change that may have a listener, and of whom it fires. */
  looked?: ((change: Change, fired: readonly LiveTrigger[]) => void) | undefined
}

/**
 * A trigger on jobs would fire for the very jobs that such triggers make, without end (on the real stack it does).
 * Jobs of clock triggers, of other doctypes' triggers and of clients still fire it.
 */
const firesItself = (index: TriggerIndex, { prefix, doctype, doc, before }: Change): boolean => {
  if (doctype !== JOBS) return false
  const id = doc.trigger_id ?? before?.trigger_id
  const maker = typeof id === 'string' ? index.get(prefix, id) : undefined
  return maker?.trigger.doctypes.includes(JOBS) ?? false
}

/** The listener of the store: settled once every job that the change makes is stored. */
export const createChangeListener =
  ({ index, instanceOf, fire, follow, unfollow, onAccountGone, looked }: ChangesParts) =>
  async (change: Change): Promise<void> => {
    const { prefix, doctype, verb, doc } = change
    const instance = instanceOf(prefix)
    if (!instance || doc._id.startsWith('_design/')) return
    const listening = change.quiet || firesItself(index, change) ? [] : index.listening(prefix, doctype)
    const event = listening.length > 0 ? triggerEvent(change) : undefined
    const fired = event ? listening.filter(({ trigger }) => trigger.matches(event)) : []
    // Jobs change all the time, and hardly anybody listens to them.
    if (!change.quiet && (doctype !== JOBS || fired.length > 0)) looked?.(change, fired)
    const jobs = fired.map(live => fire(live, { event: jobEvent(instance, change) }))
    if (doctype === TRIGGERS) {
      if (verb === 'DELETED') unfollow(prefix, doc._id)
      else follow(instance, doc as TriggerDoc)
    }
    if (doctype === 'io.cozy.accounts' && verb === 'DELETED') jobs.push(onAccountGone(instance, change))
    await Promise.all(jobs)
  }
