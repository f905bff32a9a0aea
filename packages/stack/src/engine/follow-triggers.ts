import type { Instance } from '../instances/api.js'
import type { Clock } from '../stack.js'
import type { TriggerDoc } from './api.js'
import { EngineError } from './errors.js'
import type { Schedule } from './schedule/schedule.js'
import { liveTrigger } from './triggers/live-trigger.js'
import type { TriggerIndex } from './triggers/trigger-index.js'

export interface FollowParts {
  clock: Clock
  index: TriggerIndex
  schedule: Schedule
  warn: (text: string) => void
}

/** Keeps index and schedule in step with the documents of the triggers. */
export const createFollow = ({ clock, index, schedule, warn }: FollowParts) => ({
  follow: (instance: Instance, doc: TriggerDoc): void => {
    try {
      const live = liveTrigger(instance, doc, clock.now())
      index.set(live)
      schedule.set(live)
    } catch (error) {
      // Written by hand, or by a version that knew more kinds: the others go on.
      if (!(error instanceof EngineError)) throw error
      warn(`Failed to start the trigger ${doc._id}: ${error.message}. Delete it, or correct it.`)
    }
  },
  unfollow: (prefix: string, id: string): void => {
    const live = index.remove(prefix, id)
    if (live) schedule.cancel(live)
  }
})
