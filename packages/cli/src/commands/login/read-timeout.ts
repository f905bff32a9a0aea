import { parseDuration, TriggerError } from '@cozy-jobs/triggers'
import { ERRORS } from '../../errors.js'

/** What a timer of Node can wait, in milliseconds. */
const LONGEST = 2 ** 31 - 1

/** Milliseconds of `90s` or `5m`. */
export const readTimeout = (text: string): number => {
  try {
    const duration = parseDuration(text)
    if (duration > 0 && duration <= LONGEST) return duration
  } catch (error) {
    if (!(error instanceof TriggerError)) throw error
  }
  throw ERRORS.notReadable('log in', `--timeout "${text}" is no duration`, 'Write for example 90s or 5m.')
}
