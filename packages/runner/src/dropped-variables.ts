import type { LogRecord } from '@cozy-jobs/logging'
import type { Profile } from './launcher.js'

/**
 * What a job is told that gets less than the stack gives: code that needs it would work here alone. Undefined where it
 * gets all.
 */
export const aboutDropped = (profile: Profile, given: object, passed: object): LogRecord | undefined => {
  const dropped = Object.keys(given).filter(name => !Object.hasOwn(passed, name))
  if (dropped.length === 0) return undefined
  return {
    type: 'debug',
    message: `The profile ${profile} gives the job no ${dropped.join(' and no ')}, as the launcher of production.`
  }
}
