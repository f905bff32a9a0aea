import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import type { Operation } from '../bank/documents.js'
import { measureAccuracy, type Accuracy } from './measure.js'

const OPERATIONS = 'io.cozy.bank.operations'
const DEMO = resolve(import.meta.dirname, '../../../../../shared/data/banks-demo.json')

const readOperations = (path: string): Operation[] =>
  (JSON.parse(readFileSync(path, 'utf8')) as Record<string, Operation[]>)[OPERATIONS] ?? []

const operation = (_id: string, date: string, label: string, manualCategoryId: string): Operation => ({
  _id,
  date,
  label,
  amount: -10,
  manualCategoryId
})

describe('the measure', () => {
  const operations = [
    operation('1', '2026-01-01', 'CB LE HANGAR', '400820'),
    operation('2', '2026-01-02', 'CB LIDL', '400110'),
    operation('3', '2026-01-03', 'CB LE HANGAR', '400820'),
    operation('4', '2026-01-04', 'CB MONOPRIX', '400160')
  ]

  it('knows all others, the earlier ones, or nobody', () => {
    expect(measureAccuracy(operations)).toEqual({
      operations: 4,
      leaveOneOut: 0.75,
      inOrder: 0.5,
      rulesAlone: 0.25
    })
  })

  it('goes by date, whatever the order', () => {
    expect(measureAccuracy(operations.toReversed())).toEqual(measureAccuracy(operations))
  })

  it('finds what the household of the sample chose', () => {
    const sample = readOperations(resolve(import.meta.dirname, '../../sample-operations.json'))
    const chosen = sample.filter(({ manualCategoryId }) => manualCategoryId)
    expect(chosen.length).toBeGreaterThan(0)
    expect(measureAccuracy(sample).operations).toBe(chosen.length)
  })
})

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`

const figures = ({ leaveOneOut, inOrder, rulesAlone }: Accuracy): string =>
  `${percent(leaveOneOut)} leave-one-out, ${percent(inOrder)} in order, ${percent(rulesAlone)} by rules alone`

const where = existsSync(DEMO) ? describe : describe.skip
where(`the demo household of Cozy Banks (only where ${DEMO} is)`, () => {
  it('is categorised as its owners did, in at least 88 % knowing the rest, 68 % in order of date, 40 % by rules', () => {
    const accuracy = measureAccuracy(readOperations(DEMO))
    process.stderr.write(`agreement on ${accuracy.operations} operations: ${figures(accuracy)}\n`)
    expect(accuracy.operations).toBe(138)
    expect(accuracy.leaveOneOut).toBeGreaterThanOrEqual(0.88)
    expect(accuracy.inOrder).toBeGreaterThanOrEqual(0.68)
    expect(accuracy.rulesAlone).toBeGreaterThanOrEqual(0.4)
  })
})
