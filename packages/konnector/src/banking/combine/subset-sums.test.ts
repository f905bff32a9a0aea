import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { membersOf, subsetSums, type Summand } from './subset-sums.js'

const summand = (paid: number, linked = paid, kind = 1): Summand => ({ paid, linked, kind })
const many = { size: 9, most: Infinity, exact: true, effort: { left: Infinity } }

const membersBySum = (summands: Summand[], bounds = many): Record<string, number[]> =>
  Object.fromEntries(
    subsetSums(summands, bounds).flatMap((subsets, size) =>
      [...subsets].map(subset => [`${size}: ${subset.paid}/${subset.linked}`, membersOf(subset)])
    )
  )

/** Every subset, by its bits. */
const eachSubset = (summands: Summand[]): number[][] =>
  Array.from({ length: 2 ** summands.length - 1 }, (_, bits) =>
    summands.flatMap((_one, position) => ((bits + 1) & (1 << position) ? [position] : []))
  )

describe('the sums of subsets', () => {
  it('are those that trying each subset gives, each with the subset that stands first', () => {
    const summands = fc
      .array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 3 })), { maxLength: 8 })
      .map(all => all.map(([paid, linked]) => summand(paid, linked)))
    fc.assert(
      fc.property(summands, all => {
        const expected: Record<string, number[]> = {}
        const inOrder = eachSubset(all).sort(
          (one, other) => one.map((at, n) => at - (other[n] ?? -1)).find(difference => difference !== 0) ?? -1
        )
        for (const members of inOrder) {
          const sum = (name: 'paid' | 'linked'): number =>
            members.reduce((total, position) => total + (all[position]?.[name] ?? 0), 0)
          expected[`${members.length}: ${sum('paid')}/${sum('linked')}`] ??= members
        }
        expect(membersBySum(all)).toEqual(expected)
      })
    )
  })

  it('stop at a size and at a sum', () => {
    expect(
      Object.keys(
        membersBySum(
          [1, 2, 4].map(paid => summand(paid)),
          { ...many, size: 2, most: 5 }
        )
      ).sort()
    ).toEqual(['1: 1/1', '1: 2/2', '1: 4/4', '2: 3/3', '2: 5/5'])
  })

  it('keep for each sum the subset with the least that is linked, where not all are told apart', () => {
    const summands = [summand(3, 3), summand(1, 1), summand(2, 1), summand(2, 0)]
    expect(membersBySum(summands, { ...many, size: 2, exact: false })).toMatchObject({
      '1: 2/0': [3],
      '2: 3/1': [1, 3]
    })
  })

  it('end when the effort is spent', () => {
    const effort = { left: 100 }
    const sums = subsetSums(
      Array.from({ length: 40 }, (_, index) => summand(2 ** index)),
      { ...many, size: 40, effort }
    )
    expect(sums.flatMap(subsets => [...subsets]).length).toBeLessThanOrEqual(100)
  })
})
