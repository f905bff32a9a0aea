import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { SortedList } from './sorted-list.js'

const ascending = (a: number, b: number): number => a - b

/** Adds each number that is not there, removes each that is. */
function toggle(list: SortedList<number>, model: Set<number>, numbers: number[]): void {
  for (const n of numbers) {
    expect(list.delete(n)).toBe(model.delete(n))
    if (n % 3 === 0) continue
    list.add(n)
    model.add(n)
  }
}

describe('a sorted list', () => {
  it('has the items of a set in order, and every range of it, after any additions and removals', () => {
    const numbers = fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 2000, size: 'max' })
    const property = (first: number[], later: number[], bound: number, width: number): void => {
      const list = new SortedList<number>(ascending)
      const model = new Set(first)
      list.fill([...model])
      toggle(list, model, later)
      const inOrder = [...model].sort(ascending)
      expect(list.size).toBe(inOrder.length)
      expect([...list.between(0, list.size)]).toEqual(inOrder)
      const from = list.rank(n => n >= bound)
      expect(from).toBe(inOrder.filter(n => n < bound).length)
      const part = inOrder.slice(from, from + width)
      expect([...list.between(from, from + width)]).toEqual(part)
      expect([...list.between(from, Math.min(list.size, from + width), true)]).toEqual(part.toReversed())
    }
    fc.assert(fc.property(numbers, numbers, fc.nat(950), fc.nat(300), property), { numRuns: 60 })
  })
})
