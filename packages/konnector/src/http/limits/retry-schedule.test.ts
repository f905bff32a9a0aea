import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { pauseBefore, retryAfterOf, retryScheduleOf } from './retry-schedule.js'

const NOW = Date.parse('2024-03-01T12:00:00Z')
const chance = fc.double({ min: 0, max: 1, noNaN: true })

describe('Retry-After', () => {
  it.each([
    ['7', 7000],
    ['0', 0],
    ['Fri, 01 Mar 2024 12:01:00 GMT', 60_000],
    ['Fri, 01 Mar 2024 11:00:00 GMT', 0],
    ['soon', undefined],
    ['-4', undefined],
    [null, undefined]
  ])('%s', (header, milliseconds) => {
    expect(retryAfterOf(header, NOW)).toBe(milliseconds)
  })
})

describe('the pauses between tries', () => {
  it('double their bound, and never pass the greatest', () => {
    const schedule = retryScheduleOf({ limit: 5, baseDelay: 100, maxDelay: 500 })
    const longest = [1, 2, 3, 4, 5, 6].map(tried =>
      pauseBefore(tried, schedule, { left: Infinity, random: 1 })
    )
    expect(longest).toEqual([100, 200, 400, 500, 500, undefined])
  })

  it('together never outlast the time that is left', () => {
    const options = fc.record({ limit: fc.nat(20), baseDelay: fc.nat(5000), maxDelay: fc.nat(60_000) })
    const asked = fc.option(fc.nat(100_000), { nil: undefined })
    fc.assert(
      fc.property(
        options,
        fc.nat(200_000),
        fc.array(fc.tuple(chance, asked), { minLength: 21, maxLength: 21 }),
        (retries, budget, steps) => {
          let left = budget
          let tried = 0
          for (const [random, wanted] of steps) {
            const pause = pauseBefore(++tried, retryScheduleOf(retries), { left, asked: wanted, random })
            if (pause === undefined) break
            expect(pause).toBeGreaterThanOrEqual(wanted ?? 0)
            left -= pause
          }
          expect(left).toBeGreaterThanOrEqual(0)
          expect(tried).toBeLessThanOrEqual(retries.limit + 1)
        }
      )
    )
  })

  it('are not as long as a site likes where nothing limits the run', () => {
    expect(pauseBefore(1, retryScheduleOf(), { left: Infinity, asked: 3_600_000 })).toBeUndefined()
  })
})
