import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { createHostLimits } from './host-limits.js'

describe('the limits of a host', () => {
  it('let so many begin at once, in order, and each host by itself', async () => {
    const limits = createHostLimits({ concurrency: 2, perSecond: 1000 })
    const begun: string[] = []
    const enter = async (name: string, host = 'a'): Promise<() => void> => {
      const leave = await limits.enter(host)
      begun.push(name)
      return leave
    }
    const one = await enter('1')
    await enter('2')
    const third = enter('3')
    const fourth = enter('4')
    await enter('other', 'b')
    expect(begun).toEqual(['1', '2', 'other'])
    one()
    one()
    const leave = await third
    expect(begun).toEqual(['1', '2', 'other', '3'])
    leave()
    await fourth
  })

  it('never let more begin in a time than is allowed', async () => {
    const run = fc.asyncProperty(fc.integer({ min: 1, max: 30 }), async count => {
      const limits = createHostLimits({ perSecond: 200, concurrency: 50 })
      const startedAt = performance.now()
      await Promise.all(Array.from({ length: 200 + count }, async () => (await limits.enter('a'))()))
      expect(performance.now() - startedAt).toBeGreaterThanOrEqual((count / 200) * 1000 - 1)
    })
    await fc.assert(run, { numRuns: 5 })
  })

  it('forget who no longer waits', async () => {
    const limits = createHostLimits({ concurrency: 1 })
    const leave = await limits.enter('a')
    const gone = new AbortController()
    const waiting = limits.enter('a', gone.signal)
    gone.abort(new Error('gone'))
    await expect(waiting).rejects.toThrow('gone')
    leave()
    ;(await limits.enter('a'))()
  })
})
