import { describe, expect, it } from '@jest/globals'
import { CATEGORY } from './bank/categories.js'
import type { Operation } from './bank/documents.js'
import { categorize } from './categorize.js'
import { remember } from './learning/memory.js'

const operation = (_id: string, label: string, manualCategoryId?: string): Operation => ({
  _id,
  label,
  amount: -10,
  ...(manualCategoryId && { manualCategoryId })
})

describe('the category of an operation', () => {
  const memory = remember([
    operation('1', 'CB MONOPRIX GARE', '400160'),
    operation('2', 'CB LE HANGAR', '400820')
  ])

  it('is what the owner chose for the label, against the rules', () => {
    expect(categorize(operation('3', 'CB MONOPRIX GARE 0204'), memory)).toMatchObject({
      categoryId: '400160',
      from: 'owner'
    })
  })

  it('is what the rules know where the owner chose nothing alike', () => {
    expect(categorize(operation('3', 'CB LIDL'), memory)).toMatchObject({
      categoryId: CATEGORY.supermarket,
      from: 'rules'
    })
  })

  it('is uncategorized where neither knows', () => {
    expect(categorize(operation('3', 'CB QWV'), memory)).toEqual({
      categoryId: CATEGORY.uncategorized,
      from: 'nothing',
      confidence: 0
    })
  })

  it("never is the operation's own choice", () => {
    const own = operation('2', 'CB LE HANGAR', '400820')
    expect(categorize(own, memory).categoryId).toBe(CATEGORY.uncategorized)
  })
})
