import { describe, expect, it } from '@jest/globals'
import type { JobDoc } from '../api.js'
import { executionsOf, isWorthRetrying, stopsAutomaticRuns } from './retries.js'

describe('an error of a konnector', () => {
  it.each([
    ['LOGIN_FAILED', false, true],
    ['LOGIN_FAILED.TOO_MANY_ATTEMPTS', false, true],
    ['USER_ACTION_NEEDED', false, true],
    ['USER_ACTION_NEEDED.CGU_FORM', false, false],
    ['VENDOR_DOWN', true, false],
    ['exit status 1', true, false]
  ])('%s is tried again: %s, stops the automatic runs: %s', (error, again, stops) => {
    expect([isWorthRetrying('konnector', error), stopsAutomaticRuns(error)]).toEqual([again, stops])
  })

  it('means nothing in a service', () => {
    expect(isWorthRetrying('service', 'LOGIN_FAILED')).toBe(true)
  })
})

describe('how often a job was begun', () => {
  it.each([
    [{ state: 'queued' }, 0],
    [{ state: 'running' }, 1],
    [{ state: 'running', executions: 2 }, 2],
    [{ state: 'queued', executions: 1 }, 1]
  ])('%j is %i', (job, executions) => {
    expect(executionsOf(job as unknown as JobDoc)).toBe(executions)
  })
})
