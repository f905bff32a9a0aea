import { describe, expect, it } from '@jest/globals'
import { parseMoment } from './moment.js'

describe('a moment that a person names', () => {
  it.each([
    ['2028-02-29', '2028-02-29T00:00:00.000Z'],
    ['2027-02-28T05:00Z', '2027-02-28T05:00:00.000Z'],
    ['2027-02-28T04:59:50.5Z', '2027-02-28T04:59:50.500Z'],
    ['2027-02-28T05:00:00+02:00', '2027-02-28T03:00:00.000Z']
  ])('%s is read', (text, date) => {
    expect(parseMoment(text)?.toISOString()).toBe(date)
  })

  it.each([
    '2027-02-29',
    '2027-02-30T00:00:00Z',
    '2027-04-31',
    '2027-02-28T05:00:00',
    '2027-02-28T24:00Z',
    '2027',
    '28/02/2027',
    ''
  ])('%j is refused', text => {
    expect(parseMoment(text)).toBeUndefined()
  })
})
