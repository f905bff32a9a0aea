import { StoreError } from '@cozy-jobs/store'
import type { Instance } from '../instances/api.js'
import type { JobDoc, JobDraft, Triggers } from './api.js'
import { EngineError } from './errors.js'
import type { Debounce } from './debounce/debounce.js'
import { isOfDisk } from './jobs/job-store.js'
import type { LiveTrigger } from './triggers/live-trigger.js'
import { jobOf } from './triggers/triggers.js'

/** Why a trigger fires; nothing for the clock. */
export type Cause = Pick<JobDraft, 'event' | 'payload' | 'manual'>

export interface FireParts {
  push: (instance: Instance, draft: JobDraft) => Promise<JobDoc>
  debounce: Debounce
  triggers: Triggers
  warn: (text: string) => void
}

/** Makes the job of a trigger that fires, or holds it back; settled once one or the other is stored. */
export const createFire = ({ push, debounce, triggers, warn }: FireParts) => {
  const make = async ({ instance, doc }: LiveTrigger, cause: Cause = {}): Promise<void> => {
    try {
      await push(instance, { ...jobOf(doc), ...cause })
    } catch (error) {
      // A change whose job could not be stored for want of room is not acknowledged. What makes no sense, or is too
      // large for a job, is no fault of the change, as on the real stack.
      if (!(error instanceof EngineError || error instanceof StoreError) || isOfDisk(error)) throw error
      warn(`Failed to make the job of the trigger ${doc._id} (${doc.worker}): ${error.message}.`)
    }
  }
  return {
    make,
    fire: async (live: LiveTrigger, cause: Cause = {}): Promise<void> => {
      if (!live.trigger.once)
        return live.debounce > 0 ? debounce.hold(live, cause.payload) : make(live, cause)
      await make(live, cause)
      try {
        await triggers.remove(live.instance, live.doc._id)
      } catch (error) {
        // The job may have ended already, and found its trigger to be a bad one.
        if (!(error instanceof EngineError)) throw error
      }
    }
  }
}
