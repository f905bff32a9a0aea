import { parseDuration, TriggerError } from '@cozy-jobs/triggers'
import { readTrigger } from './trigger.js'

/** The stack holds back these alone. */
export const canBeHeldBack = (trigger: string | undefined): boolean =>
  ['@event', '@webhook'].includes(readTrigger(trigger)?.kind ?? '')

/** Why a debounce makes no sense and what to do; undefined where it does, or where there is none. */
export const debounceProblem = (text: string): string | undefined => {
  if (text === '') return undefined
  const of = `of the debounce ${JSON.stringify(text)}: `
  try {
    if (parseDuration(text) > 0) return undefined
    return `${of}it lies not in the future, so that the stack would not wait. Did you mean ${text.replace('-', '') === '0' ? '2s' : text.replace('-', '')}?`
  } catch (error) {
    if (!(error instanceof TriggerError)) throw error
    const bare = text.replace(/^@(every |in )?/, '').trim()
    return bare === text ? `${of}${error.why}. ${error.advice}.` : `${of}${error.why}. Did you mean ${bare}?`
  }
}
