import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { collate } from './collation.js'

/** From CouchDB's own tests of its collation. */
const IN_ORDER = [
  null,
  false,
  true,
  -1,
  1,
  2,
  3.0001,
  4,
  '',
  '_',
  '-',
  '~',
  'a',
  'A',
  'aa',
  'b',
  'B',
  'ba',
  'bb',
  [],
  ['a'],
  ['b'],
  ['b', 'c'],
  ['b', 'c', 'a'],
  ['b', 'd'],
  ['b', 'd', 'e'],
  {},
  { a: 1 },
  { a: 2 },
  { b: 1 },
  { b: 2 },
  { b: 2, a: 1 },
  { b: 2, c: 2 }
]

describe('the order of values', () => {
  it('is that of CouchDB', () => {
    for (const [i, a] of IN_ORDER.entries()) {
      for (const [k, b] of IN_ORDER.entries())
        expect([a, b, Math.sign(collate(a, b))]).toEqual([a, b, Math.sign(i - k)])
    }
  })

  it('takes two ways to write a character for the same', () => {
    expect(collate('\u00e9', 'e\u0301')).toBe(0)
  })

  it('is an order: each value equals itself, and no two are before one another', () => {
    const value = fc.jsonValue({ maxDepth: 3 })
    fc.assert(
      fc.property(value, value, value, (a, b, c) => {
        expect(collate(a, structuredClone(a))).toBe(0)
        expect(Math.sign(collate(a, b)) + Math.sign(collate(b, a))).toBe(0)
        if (collate(a, b) <= 0 && collate(b, c) <= 0) expect(collate(a, c)).toBeLessThanOrEqual(0)
      })
    )
  })
})
