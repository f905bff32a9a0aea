import { describe, expect, it } from '@jest/globals'
import { parseGoTime } from './go-time.js'

describe('a time of RFC 3339', () => {
  it.each([
    ['2030-01-02T03:04:05Z', '2030-01-02T03:04:05Z'],
    ['2030-01-02T03:04:05.500Z', '2030-01-02T03:04:05.5Z'],
    ['2030-01-02T03:04:05.000+02:00', '2030-01-02T03:04:05+02:00'],
    ['2030-01-02T03:04:05+00:00', '2030-01-02T03:04:05Z'],
    ['2028-02-29T03:04:05Z', '2028-02-29T03:04:05Z']
  ])('reads %s', (text, time) => expect(parseGoTime(text)).toEqual({ time }))

  it.each([
    ['tomorrow', 'cannot parse "tomorrow" as "2006"'],
    ['2030-01-02', 'cannot parse "" as "T"'],
    ['2030-01-02T03:04:05', 'cannot parse "" as "Z07:00"'],
    ['2030-13-02T03:04:05Z', ': month out of range'],
    ['2030-02-30T03:04:05Z', ': day out of range'],
    ['2030-01-02T03:04:05Z!', ': extra text: "!"']
  ])('refuses %s in the words of Go', (text, why) =>
    expect(parseGoTime(text)).toEqual({ error: expect.stringContaining(why) })
  )
})
