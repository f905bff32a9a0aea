import { describe, expect, it } from '@jest/globals'
import { valueOfShare } from './ratio.js'

describe('the share of an instance', () => {
  it.each([
    ['all of it', [{ ratio: 1, value: 'a' }], 'a'],
    ['none of it', [{ ratio: 0, value: 'a' }], undefined],
    ['what is no list', { ratio: 1, value: 'a' }, undefined],
    ['what is no share', ['x', null, { value: 'a' }], undefined],
    ['an empty list', [], undefined]
  ])('of %s', (_name, shares, value) => {
    expect(valueOfShare('an-instance', 'flag', shares)).toEqual(value)
  })

  it('is the same each time, and as large as it should be', () => {
    const shares = [
      { ratio: 0.1, value: 1 },
      { ratio: 0.4, value: 2 }
    ]
    const counts = new Map<unknown, number>()
    for (let id = 0; id < 10_000; id++) {
      const value = valueOfShare(`instance-${id}`, 'set.flag', shares)
      expect(valueOfShare(`instance-${id}`, 'set.flag', shares)).toBe(value)
      counts.set(value, (counts.get(value) ?? 0) + 1)
    }
    expect(counts.get(1)! / 10_000).toBeCloseTo(0.1, 1)
    expect(counts.get(2)! / 10_000).toBeCloseTo(0.4, 1)
    expect(counts.get(undefined)! / 10_000).toBeCloseTo(0.5, 1)
  })

  // CRC-32 of `id:flag`, worked out by Python's zlib: the shares on both sides of it decide.
  it.each([
    ['4e5d7a1c', 'set.flag', 0.93032121],
    ['id', 'flag', 0.04306123],
    ['abc', 'has_feature2', 0.53161737]
  ])('falls where the checksum of id and name does: %s', (id, flag, part) => {
    expect(valueOfShare(id, flag, [{ ratio: part - 0.0000001, value: 1 }])).toBe(undefined)
    expect(valueOfShare(id, flag, [{ ratio: part + 0.0000001, value: 1 }])).toBe(1)
  })
})
