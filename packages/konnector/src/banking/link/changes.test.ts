import { describe, expect, it } from '@jest/globals'
import { withChange, withoutBills } from './changes.js'

const operation = (...bills: string[]): { _id: string; amount: number; date: string; bills: string[] } => ({
  _id: 'operation',
  amount: -1,
  date: '2026-01-01',
  bills: bills.map(id => `io.cozy.bills:${id}`)
})

describe('taking bills out of an operation', () => {
  it.each([
    ['of others', ['b', 'c'], [{ _id: 'a' }], ['b', 'c']],
    ['itself', ['a', 'b', 'c'], [{ _id: 'a' }], ['b', 'c']],
    ['itself, for its original', ['a'], [{ _id: 'a', original: 'b' }], ['b']],
    ['itself, the original being there', ['b', 'a'], [{ _id: 'a', original: 'b' }], ['b']],
    [
      'two, each for its original',
      ['a', 'c'],
      [
        { _id: 'a', original: 'b' },
        { _id: 'c', original: 'd' }
      ],
      ['b', 'd']
    ]
  ])('%s', (_what, bills, removed, expected) => {
    expect(withoutBills(operation(...bills), removed)).toEqual(operation(...expected))
  })

  it('is the same operation where it has none of them', () => {
    const one = operation('b')
    expect(withoutBills(one, [{ _id: 'a', original: 'b' }])).toBe(one)
  })
})

describe('linking', () => {
  const reimbursements = [{ billId: 'io.cozy.bills:a', amount: 1, operationId: 'credit' }]

  it('adds what is missing, after what is there', () => {
    const changed = withChange(operation('z'), {
      bills: ['io.cozy.bills:z', 'io.cozy.bills:a'],
      reimbursements
    })
    expect(changed).toEqual({ ...operation('z', 'a'), reimbursements })
  })

  it('is nothing where all is there', () => {
    const there = { ...operation('a'), reimbursements }
    expect(withChange(there, { bills: ['io.cozy.bills:a'], reimbursements })).toBeUndefined()
  })
})
