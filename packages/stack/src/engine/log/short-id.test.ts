import { describe, expect, it } from '@jest/globals'
import { sequentialId } from '@cozy-jobs/store'
import { shortId, standsFor } from './short-id.js'

describe('a short id', () => {
  it('tells ids that follow each other apart', () => {
    const ids = Array.from({ length: 50 }, sequentialId)
    expect(new Set(ids.map(shortId)).size).toBe(ids.length)
    expect(ids.filter(id => standsFor(shortId(ids[7]!), id))).toEqual([ids[7]])
  })

  it('stands for an id by its end, its beginning, or whole', () => {
    for (const given of ['2b001c02', '37d7db76', '37d7db762b001c02']) {
      expect(standsFor(given, '37d7db762b001c02')).toBe(true)
    }
    expect(standsFor('db762b', '37d7db762b001c02')).toBe(false)
  })
})
