import { describe, expect, it } from '@jest/globals'
import { DEFAULT_CONFIG } from '../../config.js'
import { configuredWorkers, limitsOf, WORKERS } from './workers.js'

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

describe('the workers of a configuration', () => {
  const configured = (jobs: Partial<typeof DEFAULT_CONFIG.jobs>) =>
    configuredWorkers({ ...DEFAULT_CONFIG.jobs, ...jobs })

  it('are those of the real stack where it says nothing', () => {
    expect(configured({})).toEqual(WORKERS)
  })

  it('have the limits that it gives, which the options of a job may only lower', () => {
    const workers = configured({
      workers: { service: { concurrency: 1, timeout: 400_000, maxExecCount: 3 } }
    })
    expect(workers.get('service')).toEqual({
      concurrency: 1,
      timeout: 400_000,
      maxExecCount: 3,
      reserved: false
    })
    expect(limitsOf('service', { max_exec_count: 9, timeout: 500_000_000_000 }, workers)).toMatchObject({
      maxExecCount: 3,
      timeout: 400_000
    })
    expect(workers.get('konnector')).toEqual(WORKERS.get('konnector'))
  })

  it('are not there where they may do nothing at once', () => {
    const workers = configured({ workers: { sendmail: { concurrency: 0 } } })
    expect([workers.has('sendmail'), workers.has('service')]).toEqual([false, true])
  })

  it('are those alone that an allowlist names, and never one that nobody knows', () => {
    const workers = configured({ allowlist: true, workers: { service: {}, konector: {} } })
    expect([...workers.keys()]).toEqual(['service'])
    expect([...configured({ allowlist: true }).keys()]).toEqual([])
  })
})
