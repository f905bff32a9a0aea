import type { Instance } from '../instances/api.js'
import type { Triggers } from './api.js'
import { EngineError } from './errors.js'
import type { Cause } from './fire.js'
import type { LiveTrigger } from './triggers/live-trigger.js'
import type { TriggerIndex } from './triggers/trigger-index.js'
import { getTrigger } from './triggers/trigger-store.js'

interface WebhookParts {
  index: TriggerIndex
  fire: (live: LiveTrigger, cause: Cause) => Promise<void>
  warn: (text: string) => void
}

const isObject = (text: string): boolean => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}

/** What the job of several calls gets, as on the real stack: the texts as they came, one of them that is no JSON too. */
export const joinPayloads = (payloads: readonly string[]): string => `{"payloads":[${payloads.join(',')}]}`

/** Fires a webhook's trigger. Whoever knows its address may: the id of the trigger is the secret. */
export const createWebhook = ({ index, fire, warn }: WebhookParts): Triggers['callWebhook'] => {
  return async (instance: Instance, id: string, { payload, manual }): Promise<void> => {
    const { type, worker } = await getTrigger(instance, id)
    if (type !== '@webhook') throw new EngineError('not_webhook')
    const live = index.get(instance.prefix, id)
    if (!live) throw new EngineError('trigger_not_found')
    if (!isObject(payload)) {
      const what = payload === '' ? 'it is empty' : 'it is no JSON object'
      warn(
        `Failed to read what a webhook of the worker ${worker} was called with: ${what}. Its job runs without COZY_PAYLOAD.`
      )
    }
    await fire(live, { payload, ...(manual && { manual }) })
  }
}
