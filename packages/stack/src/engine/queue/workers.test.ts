import { describe, expect, it } from '@jest/globals'
import { limitsOf, WORKERS } from './workers.js'

describe('the limits of a job', () => {
  it.each(['service', 'konnector'])('are two executions of 300 s for a %s', worker => {
    expect(limitsOf(worker)).toMatchObject({ maxExecCount: 2, timeout: 300_000 })
  })

  it('are one execution of 10 s for other workers', () => {
    expect(limitsOf('zip')).toMatchObject({ maxExecCount: 1, timeout: 10_000 })
  })

  it('are lowered by its options, whose timeout is in nanoseconds', () => {
    expect(limitsOf('service', { max_exec_count: 1, timeout: 30_000_000_000 })).toMatchObject({
      maxExecCount: 1,
      timeout: 30_000
    })
  })

  it('are never raised, and 0 means nothing', () => {
    const own = limitsOf('service')
    expect(limitsOf('service', { max_exec_count: 9, timeout: 900_000_000_000 })).toEqual(own)
    expect(limitsOf('service', { max_exec_count: 0, timeout: 0 })).toEqual(own)
    expect(limitsOf('service', { max_exec_count: -3, timeout: -3 })).toEqual({ ...own, maxExecCount: 1 })
  })
})

describe('a reserved worker', () => {
  it('is none of those that an app may use', () => {
    expect(['service', 'konnector', 'log', 'sendmail'].filter(name => WORKERS.get(name)?.reserved)).toEqual(
      []
    )
    expect(WORKERS.get('thumbnail')?.reserved).toBe(true)
  })
})
