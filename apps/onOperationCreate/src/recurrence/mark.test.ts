import { describe, expect, it } from '@jest/globals'
import type { Operation, Recurrence } from '../bank/documents.js'
import { withRecurrence } from '../run/apply.js'
import { markRecurring } from './mark.js'

const rent = (month: number, more: Partial<Operation> = {}): Operation => ({
  _id: `rent-${month}`,
  label: `LOYER 10${month}`,
  amount: -700,
  date: `2026-0${month}-01`,
  account: 'checking',
  automaticCategoryId: '401020',
  ...more
})

const apply = (operations: Operation[], known: Recurrence[] = []) => {
  const marks = markRecurring(operations, known)
  return {
    marks,
    operations: operations.map(operation => {
      const id = marks.operations.get(operation._id)
      return id ? withRecurrence(operation, id) : operation
    })
  }
}

describe('marking', () => {
  const three = [rent(1), rent(2), rent(3)]

  it('describes the recurrence and names its operations', () => {
    const { recurrences, operations } = markRecurring(three, [])
    expect(recurrences).toEqual([
      {
        _id: expect.stringMatching(/^[0-9a-f]{32}$/),
        automaticLabel: 'LOYER 103',
        categoryIds: ['401020'],
        lastBankAccount: 'checking',
        amounts: [-700],
        latestDate: '2026-03-01',
        stats: { deltas: { median: 30 } }
      }
    ])
    expect([...operations.keys()]).toEqual(['rent-1', 'rent-2', 'rent-3'])
  })

  it('has nothing to write a second time', () => {
    const first = apply(three)
    expect(markRecurring(first.operations, first.marks.recurrences)).toEqual({
      recurrences: [],
      operations: new Map()
    })
  })

  it('takes one more operation into the recurrence', () => {
    const first = apply(three)
    const { recurrences, operations } = markRecurring([...first.operations, rent(4)], first.marks.recurrences)
    expect([...operations]).toEqual([['rent-4', first.marks.recurrences[0]?._id]])
    expect(recurrences).toMatchObject([{ _id: first.marks.recurrences[0]?._id, latestDate: '2026-04-01' }])
  })

  it('keeps what others wrote into a recurrence', () => {
    const first = apply(three)
    const known = first.marks.recurrences.map(recurrence => ({
      ...recurrence,
      _rev: '3-0',
      manualLabel: 'Home'
    }))
    expect(markRecurring([...first.operations, rent(4)], known).recurrences).toMatchObject([
      { _rev: '3-0', manualLabel: 'Home', latestDate: '2026-04-01' }
    ])
  })

  it('joins a recurrence that another app made, and leaves its description alone', () => {
    const theirs = { _id: 'theirs', _rev: '1-0', automaticLabel: 'Loyer' } as Recurrence
    const marked = withRecurrence(rent(1), 'theirs')
    const { recurrences, operations } = markRecurring([marked, rent(2), rent(3)], [theirs])
    expect(recurrences).toEqual([])
    expect([...operations]).toEqual([
      ['rent-2', 'theirs'],
      ['rent-3', 'theirs']
    ])
  })

  it('leaves out what the owner took out', () => {
    const { operations } = markRecurring(
      [rent(1), rent(2, { relationships: { recurrence: { data: null } } }), rent(3)],
      []
    )
    expect([...operations.keys()]).toEqual(['rent-1', 'rent-3'])
  })
})
