import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import type { Brand, MatchableBill, MatchableOperation } from './documents.js'
import { matchBillsToOperations } from './match-bills.js'

const DATA = resolve(import.meta.dirname, '../../../../../shared/data')
const CASES = join(DATA, 'matching-bills')

interface Case {
  description: string
  bills: MatchableBill[]
  operations: MatchableOperation[]
  expectedResult: Record<string, { debitOperation?: string | null; creditOperation?: string | null }>
}

const read = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T

// The data lies beside the checkout; where it does not, this is reported as skipped.
const describeWhereTheDataIs = existsSync(CASES) ? describe : describe.skip
const names = existsSync(CASES) ? readdirSync(CASES).filter(name => name.endsWith('.json')) : ['none']

describeWhereTheDataIs('the cases of Cozy Banks (needs ../shared/data)', () => {
  it.each(names)('%s', name => {
    const { bills, operations, expectedResult } = read<Case>(join(CASES, name))
    const brands = read<Brand[]>(join(DATA, 'brands.json'))
    const matches = matchBillsToOperations(bills, operations, { brands })
    const seen = Object.keys(expectedResult).map(id => [
      id,
      matches[id]?.debitOperation?._id ?? null,
      matches[id]?.creditOperation?._id ?? null
    ])
    expect(seen).toEqual(
      Object.entries(expectedResult).map(([id, { debitOperation, creditOperation }]) => [
        id,
        debitOperation ?? null,
        creditOperation ?? null
      ])
    )
  })
})
