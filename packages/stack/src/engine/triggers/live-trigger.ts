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

const CODES = { 'unknown-kind': 'unknown_kind', 'unsupported-kind': 'unsupported_kind' } as const

/** Reads a trigger's kind and arguments. Throws `EngineError` with the real stack's words, or with why there are none. */
export const readTrigger = (type: string, args: string): Trigger => {
  try {
    return parseTrigger({ type, arguments: args })
  } catch (error) {
    if (!(error instanceof TriggerError)) throw error
    const code = CODES[error.code as keyof typeof CODES] ?? 'malformed_trigger'
    throw new EngineError(code, error.stackMessage ?? error.message, error)
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

/** Throws `EngineError` for a document that holds no trigger. */
export const liveTrigger = (instance: Instance, doc: TriggerDoc, now: Date): LiveTrigger => {
  const created = new Date(String(doc.cozyMetadata?.createdAt))
  return {
    key: triggerKey(instance.prefix, doc._id),
    instance,
    doc,
    trigger: readTrigger(doc.type, doc.arguments),
    createdAt: Number.isNaN(created.getTime()) ? now : created,
    debounce: readDebounce(doc.debounce ?? '') ?? 0
  }
}
