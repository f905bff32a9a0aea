import { StoreError } from '@cozy-jobs/store'
import type { Instance } from '../../instances/api.js'
import type { JobDoc, JobDraft } from '../api.js'
import { EngineError } from '../errors.js'
import { isOfDisk } from '../jobs/job-store.js'
import { getTrigger } from '../triggers/trigger-store.js'
import type { PlannedFiring } from './planned-firings.js'

export interface FirePlannedParts {
  instanceOf: (prefix: string) => Instance | undefined
  push: (instance: Instance, draft: JobDraft) => Promise<JobDoc>
  warn: (text: string) => void
}

/** What a later try can mend, as opposed to a firing that makes no sense any more. */
const isForLater = (error: unknown): boolean => {
  const isKnown = error instanceof EngineError || error instanceof StoreError
  return !isKnown || error.code === 'closed' || isOfDisk(error)
}

/** Makes the job of a firing; where its instance or its trigger is gone meanwhile there is none to be made. */
export const createFirePlanned =
  ({ instanceOf, push, warn }: FirePlannedParts) =>
  async ({ prefix, draft }: PlannedFiring): Promise<void> => {
    const instance = instanceOf(prefix)
    if (!instance) return
    try {
      if (draft.triggerId !== undefined) await getTrigger(instance, draft.triggerId)
      await push(instance, draft)
    } catch (error) {
      if (isForLater(error)) throw error
      warn(
        `Failed to fire the trigger ${draft.triggerId}, as was asked for: ${String(error)}. It is forgotten.`
      )
    }
  }
