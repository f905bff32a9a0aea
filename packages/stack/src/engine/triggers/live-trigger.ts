import { parseDuration, parseTrigger, TriggerError, type Trigger } from '@cozy-jobs/triggers'
import type { Instance } from '../../instances/api.js'
import type { TriggerDoc } from '../api.js'
import { EngineError } from '../errors.js'

/** A stored trigger, parsed, as the engine holds it. */
export interface LiveTrigger {
  /** Unique among all instances. */
  key: string
  instance: Instance
  doc: TriggerDoc
  trigger: Trigger
  createdAt: Date
  /** Milliseconds; 0 for none. */
  debounce: number
}

/** The key of a trigger among those of all instances. */
export const triggerKey = (prefix: string, id: string): string => `${prefix}/${id}`

/** Reads a trigger's kind and arguments. Throws `EngineError` with the real stack's words, or with why there are none. */
export const readTrigger = (type: string, args: string, seed?: string): Trigger => {
  try {
    return parseTrigger({ type, arguments: args, ...(seed !== undefined && { seed }) })
  } catch (error) {
    if (!(error instanceof TriggerError)) throw error
    const code = error.code === 'unknown-kind' ? 'unknown_kind' : 'malformed_trigger'
    throw new EngineError(code, error.stackMessage, error)
  }
}

/** Milliseconds; undefined for what is no duration: the real stack then runs the trigger without any debounce. */
export const readDebounce = (text: string): number | undefined => {
  if (text === '') return 0
  try {
    return Math.max(0, parseDuration(text))
  } catch (error) {
    if (error instanceof TriggerError) return undefined
    throw error
  }
}

/** What the moment of a loose kind depends on, as on the real stack: the trigger may be made anew and keeps its moment. */
const seedOf = ({ domain }: Instance, { worker, message }: TriggerDoc): string =>
  `${domain}/${worker}/${JSON.stringify(message ?? null)}`

/** Of one that was made before the clock was set back: what counts from then must not wait for that moment to return. */
const createdBy = (created: Date, now: Date): Date => (created <= now ? created : now)

/** Throws `EngineError` for a document that holds no trigger. */
export const liveTrigger = (instance: Instance, doc: TriggerDoc, now: Date): LiveTrigger => {
  const created = new Date(String(doc.cozyMetadata?.createdAt))
  return {
    key: triggerKey(instance.prefix, doc._id),
    instance,
    doc,
    trigger: readTrigger(doc.type, doc.arguments, seedOf(instance, doc)),
    createdAt: createdBy(created, now),
    debounce: readDebounce(doc.debounce ?? '') ?? 0
  }
}
