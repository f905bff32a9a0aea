import { describe, expect, it } from '@jest/globals'
import { parseBigDuration } from './big-duration.js'

const HOUR = 3_600_000
const DAY = 24 * HOUR

describe('a big duration', () => {
  it.each([
    ['1D', DAY],
    ['2W', 14 * DAY],
    ['1M', 30 * DAY],
    ['1Y', 365 * DAY],
    ['1Y2M3W4D5h6m7s', (365 + 60 + 21 + 4) * DAY + 5 * HOUR + 6 * 60_000 + 7000],
    ['1.5h', 1.5 * HOUR],
    ['90m', 1.5 * HOUR],
    ['.5s', 500],
    ['-1h', -HOUR],
    ['0', 0],
    ['1D0', DAY]
  ])('reads %s', (text, milliseconds) => expect(parseBigDuration(text)).toBe(milliseconds))

  it.each(['1', '1d', 'D', '1.5D', '1D2D', '1D1W', 'soon', '1h soon', '1x', '-'])('refuses %j', text =>
    expect(parseBigDuration(text)).toBeUndefined()
  )
})
