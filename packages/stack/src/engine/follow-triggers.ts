import type { Instance } from '../instances/api.js'
import type { Clock } from '../stack.js'
import type { TriggerDoc } from './api.js'
import { EngineError } from './errors.js'
import type { Schedule } from './schedule/schedule.js'
import { liveTrigger } from './triggers/live-trigger.js'
import type { TriggerIndex } from './triggers/trigger-index.js'
import { allTriggers } from './triggers/trigger-store.js'

export interface FollowParts {
  clock: Clock
  index: TriggerIndex
  schedule: Schedule
  warn: (text: string) => void
}

/** Keeps index and schedule in step with the documents of the triggers. */
export const createFollow = ({ clock, index, schedule, warn }: FollowParts) => {
  const follow = (instance: Instance, doc: TriggerDoc): void => {
    try {
      const live = liveTrigger(instance, doc, clock.now())
      index.set(live)
      schedule.set(live)
    } catch (error) {
      // Written by hand, or by a version that knew more kinds: the others go on.
      if (!(error instanceof EngineError)) throw error
      warn(`Failed to start the trigger ${doc._id}: ${error.message}. Delete it, or correct it.`)
    }
  }
  const unfollow = (prefix: string, id: string): void => {
    const live = index.remove(prefix, id)
    if (live) schedule.cancel(live)
  }

  /** What has changed meanwhile without a change that was told here: at the start, or by another engine. */
  const followAll = async (instance: Instance): Promise<void> => {
    const known = new Map(index.all(instance.prefix).map(live => [live.doc._id, live]))
    for (const doc of await allTriggers(instance)) {
      const live = known.get(doc._id)
      known.delete(doc._id)
      // One that fires once is set anew: an engine that died may have been about to fire it.
      if (live?.doc._rev !== doc._rev || live.trigger.once) follow(instance, doc)
    }
    for (const id of known.keys()) unfollow(instance.prefix, id)
  }
  return { follow, unfollow, followAll }
}
