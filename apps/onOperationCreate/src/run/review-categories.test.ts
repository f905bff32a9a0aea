import { describe, expect, it } from '@jest/globals'
import type { Operation } from '../bank/documents.js'
import { InMemoryLedger } from '../ledger/in-memory.js'
import { handleOperations } from './handle-operations.js'
import { reviewCategories } from './review-categories.js'

const journal = { info: () => undefined, warning: () => undefined }
const operation = (_id: string, label: string, more: Partial<Operation> = {}): Operation => ({
  _id,
  label,
  amount: -10,
  ...more
})

describe('the review', () => {
  it('lets older operations follow what the owner chose since', async () => {
    const ledger = new InMemoryLedger({
      operations: [operation('old', 'CB MONOPRIX'), operation('new', 'CB MONOPRIX')]
    })
    await handleOperations(ledger, undefined, journal)
    ledger.put({ ...operation('new', 'CB MONOPRIX'), ...ledger.operation('new'), manualCategoryId: '400160' })
    await reviewCategories(ledger, journal)
    expect(ledger.operation('old')).toMatchObject({
      automaticCategoryId: '400160',
      localCategoryId: '400160'
    })
    expect(ledger.operation('old')).not.toHaveProperty('cozyCategoryId')
  })

  it('writes nothing where the owner chose nothing new', async () => {
    const ledger = new InMemoryLedger({
      operations: [operation('shop', 'CB LIDL'), operation('riddle', 'CB QWV')]
    })
    await handleOperations(ledger, undefined, journal)
    expect(await reviewCategories(ledger, journal)).toBe(0)
    expect(ledger.writes).toHaveLength(1)
  })

  it('leaves alone what a connector found, and what has no category yet', async () => {
    const found = operation('found', 'CB LIDL', { automaticCategoryId: '400810' })
    const ledger = new InMemoryLedger({ operations: [found, operation('new', 'CB LIDL')] })
    expect(await reviewCategories(ledger, journal)).toBe(0)
  })

  it('leaves nothing to write for the next run', async () => {
    const club = ['01', '02', '03'].map(month =>
      operation(`club-${month}`, 'PRLV CLUB', { account: 'checking', date: `2026-${month}-05` })
    )
    const ledger = new InMemoryLedger({
      operations: [...club, operation('choice', 'CB CLUB', { amount: -3 })]
    })
    await handleOperations(ledger, undefined, journal)
    ledger.put({
      ...operation('choice', 'CB CLUB'),
      ...ledger.operation('choice'),
      manualCategoryId: '400710'
    })
    await reviewCategories(ledger, journal)
    expect(await ledger.recurrences()).toMatchObject([{ categoryIds: ['400710'] }])
    const writes = ledger.writes.length
    await handleOperations(ledger, undefined, journal)
    await reviewCategories(ledger, journal)
    expect(ledger.writes).toHaveLength(writes)
  })
})
