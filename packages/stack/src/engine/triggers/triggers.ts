import { sequentialId } from '@cozy-jobs/store'
import type { Clock } from '../../clock/clock.js'
import type { Instance } from '../../instances/api.js'
import type { JobDoc, JobDraft, TriggerDoc, Triggers } from '../api.js'
import type { ClientJobs } from '../client-jobs.js'
import { EngineError } from '../errors.js'
import { isNotFound, type JobStore } from '../jobs/job-store.js'
import { JOBS_OF_STATE, stateFrom } from '../states/trigger-state.js'
import type { Workers } from '../queue/workers.js'
import { readTrigger } from './live-trigger.js'
import { newTrigger } from './new-trigger.js'
import { allTriggers, getTrigger, TRIGGERS } from './trigger-store.js'
import { triggerWarnings } from './trigger-warnings.js'

/** What the triggers need of the rest of the engine. */
export interface TriggersParts {
  workers: Workers
  jobs: JobStore
  clock: Clock
  push: (instance: Instance, draft: JobDraft) => Promise<JobDoc>
  callWebhook: Triggers['callWebhook']
  clientJobs: ClientJobs
  warn: (text: string) => void
}

const isAbout = ({ message }: TriggerDoc, slug: string): boolean => {
  const about = (message ?? {}) as { slug?: unknown; konnector?: unknown }
  return about.slug === slug || about.konnector === slug
}

/** The job that a trigger makes, before anything is known of what fired it. */
export const jobOf = (doc: TriggerDoc): JobDraft => ({
  worker: doc.worker,
  message: doc.message,
  triggerId: doc._id,
  ...(doc.options ? { options: doc.options } : {})
})

/**
 * The triggers as documents. They come alive by the change that their writing is: whoever writes one, the engine
 * follows.
 */
export const createTriggers = ({
  workers,
  jobs,
  clock,
  push,
  callWebhook,
  clientJobs,
  warn
}: TriggersParts): Triggers => ({
  create: async (instance, draft) => {
    for (const warning of triggerWarnings(draft, workers))
      warn(`Trigger ${`${draft.type} ${draft.arguments}`.trim()}: ${warning}`)
    const trigger = newTrigger(instance, draft, clock.now().toISOString())
    // Whoever knows the id of a webhook can call it.
    const named = draft.type === '@webhook' ? trigger : { _id: sequentialId(), ...trigger }
    return (await instance.documents.put(TRIGGERS, named)) as TriggerDoc
  },
  get: getTrigger,
  list: async (instance, { worker, type, slug } = {}) => {
    const all = await allTriggers(instance)
    return all.filter(
      doc =>
        (worker === undefined || doc.worker === worker) &&
        (type === undefined || doc.type === type) &&
        (slug === undefined || isAbout(doc, slug))
    )
  },
  update: async (instance, id, change) => {
    const doc = await getTrigger(instance, id)
    if (change.arguments !== undefined) {
      if (doc.type !== '@cron') throw new EngineError('not_cron')
      readTrigger(doc.type, change.arguments)
    }
    return (await instance.documents.put(TRIGGERS, { ...doc, ...change })) as TriggerDoc
  },
  remove: async (instance, id) => {
    const { _rev } = await getTrigger(instance, id)
    try {
      await instance.documents.remove(TRIGGERS, id, _rev)
    } catch (error) {
      throw isNotFound(error) ? new EngineError('trigger_not_found') : error
    }
  },
  launch: async (instance, id) =>
    clientJobs.begin(
      instance,
      await push(instance, { ...jobOf(await getTrigger(instance, id)), manual: true })
    ),
  callWebhook,
  state: async (instance, id) => {
    await getTrigger(instance, id)
    return stateFrom(id, await jobs.ofTrigger(instance, id, JOBS_OF_STATE))
  },
  jobs: async (instance, id, limit = 0) => {
    await getTrigger(instance, id)
    return jobs.ofTrigger(instance, id, limit <= 0 || limit > JOBS_OF_STATE ? JOBS_OF_STATE : limit)
  }
})
