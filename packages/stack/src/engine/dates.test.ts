import { describe, expect, it } from '@jest/globals'
import { growingDates } from './dates.js'

const stamps = (...times: number[]): string[] => {
  const left = [...times]
  const stamp = growingDates({ now: () => new Date(left.shift() ?? 0) })
  return times.map(() => stamp())
}

describe('the dates of jobs', () => {
  it('are those of the clock, to the microsecond', () => {
    expect(stamps(Date.UTC(2026, 0, 2, 3, 4, 5, 6))).toEqual(['2026-01-02T03:04:05.006000Z'])
  })

  it('grow within one millisecond, and when the clock is put back', () => {
    const now = Date.UTC(2026, 0, 1)
    const dates = stamps(now, now, now - 5_000, now + 1)
    expect(dates).toEqual([...new Set(dates)].sort())
    expect(dates[3]).toBe('2026-01-01T00:00:00.001000Z')
  })
})
