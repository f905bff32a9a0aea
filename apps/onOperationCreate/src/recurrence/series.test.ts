import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { Operation } from '../bank/documents.js'
import { findSeries } from './series.js'

const at = (label: string, amount: number, ...dates: string[]): Operation[] =>
  dates.map(date => ({ _id: `${label} ${amount} ${date}`, label, amount, date, account: 'checking' }))

const monthly = ['2026-01-05', '2026-02-05', '2026-03-06', '2026-04-05']

describe('operations recur', () => {
  it.each([
    ['month', monthly, 30],
    ['week', ['2026-01-05', '2026-01-12', '2026-01-19', '2026-01-26', '2026-02-02'], 7],
    ['quarter', ['2026-01-05', '2026-04-05', '2026-07-05'], 91],
    ['year', ['2024-01-05', '2025-01-06', '2026-01-05'], 366]
  ])('every %s', (_rhythm, dates, days) => {
    const [series, ...others] = findSeries(at('CLUB', -20, ...dates))
    expect(others).toEqual([])
    expect(series?.operations).toHaveLength(dates.length)
    expect(Math.abs((series?.medianDelta ?? 0) - days)).toBeLessThanOrEqual(1)
  })

  it('though the amount varies by season and the reference by month', () => {
    const operations = [
      ...at('PRLV ENERGIE REF 1201', -90, '2026-01-05'),
      ...at('PRLV ENERGIE REF 1302', -75, '2026-02-05')
    ]
    expect(findSeries([...operations, ...at('PRLV ENERGIE REF 4403', -81, '2026-03-05')])).toHaveLength(1)
  })

  it('whatever the order in which they come', () => {
    const operations = [...at('CLUB', -20, ...monthly), ...at('SALAIRE', 2000, ...monthly)]
    const expected = findSeries(operations)
      .map(({ key }) => key)
      .sort()
    fc.assert(
      fc.property(fc.shuffledSubarray(operations, { minLength: operations.length }), shuffled => {
        expect(
          findSeries(shuffled)
            .map(({ key }) => key)
            .sort()
        ).toEqual(expected)
      })
    )
  })
})

describe('operations do not recur', () => {
  it.each([
    ['seen twice', at('CLUB', -20, '2026-01-05', '2026-02-05')],
    ['at any time', at('CLUB', -20, '2026-01-05', '2026-01-09', '2026-03-30', '2026-04-01')],
    [
      'of very different amounts',
      [...at('CLUB', -20, '2026-01-05', '2026-02-05'), ...at('CLUB', -200, '2026-03-05')]
    ],
    ['in and out', [...at('CLUB', -20, '2026-01-05', '2026-03-05'), ...at('CLUB', 20, '2026-02-05')]],
    ['on four Saturdays', at('SHOP', -20, '2026-01-03', '2026-01-10', '2026-01-17', '2026-01-24')],
    ['without a date', monthly.map(date => ({ _id: date, label: 'CLUB', amount: -20 }))]
  ])('%s', (_case, operations) => {
    expect(findSeries(operations)).toEqual([])
  })
})
