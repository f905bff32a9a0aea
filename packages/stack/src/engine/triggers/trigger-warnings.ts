import type { TriggerDraft } from '../api.js'
import { optionWarnings } from '../jobs/job-warnings.js'
import { CLIENT_WORKER, WORKERS, type Workers } from '../queue/workers.js'
import { readDebounce, readTrigger } from './live-trigger.js'

const isEmpty = (value: unknown): boolean => typeof value !== 'string' || value === ''

const messageWarnings = ({ worker, message }: Pick<TriggerDraft, 'worker' | 'message'>): string[] => {
  const named = (typeof message === 'object' && message !== null ? message : {}) as Record<string, unknown>
  if (worker === 'service' && isEmpty(named['slug'])) {
    return ['its message names no app in "slug", so that every job fails']
  }
  if (worker === 'konnector' && isEmpty(named['konnector'])) {
    return ['its message names no konnector in "konnector", so that every job fails']
  }
  return []
}

/**
 * What the real stack accepts of a trigger in silence though it can't work, or not as it is written. Throws
 * `EngineError` for what is no trigger.
 */
export const triggerWarnings = (
  draft: Pick<TriggerDraft, 'type' | 'arguments' | 'worker' | 'message' | 'debounce'> & {
    options?: TriggerDraft['options'] | null
  },
  workers: Workers = WORKERS
): string[] => {
  const { type, worker, debounce = '', options } = draft
  const { warnings, doctypes } = readTrigger(type, draft.arguments)
  const isKnown = workers.has(worker) || worker === CLIENT_WORKER
  return [
    ...warnings,
    ...(readDebounce(debounce) === undefined
      ? [`the debounce ${JSON.stringify(debounce)} is no duration: there is none`]
      : []),
    ...(debounce !== '' && doctypes.length === 0 && type !== '@webhook'
      ? [`the debounce ${JSON.stringify(debounce)} says nothing of a trigger ${type}`]
      : []),
    ...(isKnown ? [] : [`there is no worker "${worker}": it never makes a job`]),
    ...messageWarnings(draft),
    ...optionWarnings(worker, options, workers)
  ]
}
