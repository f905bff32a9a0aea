import { describe, expect, it } from '@jest/globals'
import { sequentialId } from './sequential-id.js'

describe('a sequential id', () => {
  it('has 32 hex digits and comes after those before, also where its count begins anew', () => {
    const ids = Array.from({ length: 20_000 }, sequentialId)
    expect(ids.filter(id => !/^[0-9a-f]{32}$/.test(id))).toEqual([])
    const heads = new Set(ids.map(id => id.slice(0, 26)))
    expect(heads.size).toBeGreaterThan(1)
    expect(ids.toSorted()).toEqual(ids)
    expect(new Set(ids).size).toBe(ids.length)
  })
})
