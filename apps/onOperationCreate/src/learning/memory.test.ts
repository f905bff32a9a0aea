import { describe, expect, it } from '@jest/globals'
import type { Operation } from '../bank/documents.js'
import { remember } from './memory.js'

let count = 0
const operation = (label: string, amount: number, manualCategoryId?: string): Operation => ({
  _id: `operation-${++count}`,
  label,
  amount,
  ...(manualCategoryId && { manualCategoryId })
})

describe('the memory of what the owner chose', () => {
  const memory = remember([
    operation('CB LA CABANE VANNES 0102', -38, '400810'),
    operation('CB LA CABANE VANNES 0203', -41, '400810'),
    operation('PRLV CLUB AVIRON', -25, '400710'),
    operation('FREEMOBILE', -15.99, '400150'),
    operation('ARGENT TOM', -20, '400410'),
    operation('ARGENT TOM', 20, '400180')
  ])

  it('is sure of the very same payee on another day', () => {
    expect(memory.recall(operation('CB LA CABANE VANNES 1511', -52))).toEqual({
      categoryId: '400810',
      confidence: 1
    })
  })

  it('knows a payee by a longer label', () => {
    const recalled = memory.recall(operation('PAIEMENT CB LA CABANE VANNES PORT', -52))
    expect(recalled?.categoryId).toBe('400810')
    expect(recalled?.confidence).toBeGreaterThan(0.5)
  })

  it('knows words that are glued together', () => {
    expect(memory.recall(operation('PRLV Free Mobile', -19.99))?.categoryId).toBe('400150')
  })

  it('tells money that comes in from money that goes out', () => {
    expect(memory.recall(operation('ARGENT TOM', -30))?.categoryId).toBe('400410')
    expect(memory.recall(operation('ARGENT TOM', 30))?.categoryId).toBe('400180')
  })

  it('recalls nothing of a label that shares no word', () => {
    expect(memory.recall(operation('BOUQUINISTE', -8))).toBeUndefined()
  })

  it('recalls nothing without a choice', () => {
    expect(remember([operation('CB LA CABANE', -3)]).recall(operation('CB LA CABANE', -3))).toBeUndefined()
  })

  it("never looks at the operation's own choice", () => {
    const own = operation('SECRET GARDEN', -10, '400180')
    expect(remember([own]).recall(own)).toBeUndefined()
  })

  it('follows the majority where the owner chose now this, now that', () => {
    const choices = ['400130', '400180', '400180'].map(category => operation('GRAND MAGASIN', -10, category))
    const recalled = remember(choices).recall(operation('GRAND MAGASIN', -12))
    expect(recalled?.categoryId).toBe('400180')
    expect(recalled?.confidence).toBeCloseTo(2 / 3)
  })
})
