import { beforeEach, describe, expect, it } from '@jest/globals'
import type { Operation } from '../bank/documents.js'
import { InMemoryLedger } from '../ledger/in-memory.js'
import { handleOperations } from './handle-operations.js'

const lines: string[] = []
const journal = {
  info: (line: string) => lines.push(line),
  warning: (line: string) => lines.push(`! ${line}`)
}
beforeEach(() => {
  lines.length = 0
})

const operation = (_id: string, label: string, more: Partial<Operation> = {}): Operation => ({
  _id,
  _rev: '1-0',
  label,
  amount: -10,
  ...more
})
const burst = [
  operation('shop', 'CB LIDL'),
  operation('hut', 'CB LA CABANE', { manualCategoryId: '400810' }),
  operation('hut-again', 'CB LA CABANE 0402'),
  operation('riddle', 'CB QWV')
]
const categories = (ledger: InMemoryLedger) =>
  Object.fromEntries(burst.map(({ _id }) => [_id, ledger.operation(_id)?.automaticCategoryId]))

describe('a burst of operations', () => {
  it('gets its categories in one write', async () => {
    const ledger = new InMemoryLedger({ operations: burst })
    await handleOperations(ledger, undefined, journal)
    expect(categories(ledger)).toEqual({ shop: '400110', hut: '0', 'hut-again': '400810', riddle: '0' })
    expect(ledger.writes).toEqual(['operations 4'])
  })

  it('says beside the category where it comes from', async () => {
    const ledger = new InMemoryLedger({ operations: burst })
    await handleOperations(ledger, undefined, journal)
    expect(ledger.operation('shop')).toMatchObject({ cozyCategoryId: '400110', cozyCategoryProba: 0.7 })
    expect(ledger.operation('hut-again')).toMatchObject({ localCategoryId: '400810', localCategoryProba: 1 })
    expect(ledger.operation('hut')).toMatchObject({ manualCategoryId: '400810' })
  })

  it('marks what nobody knows as looked at, for Cozy Banks shows it as "in progress" else', async () => {
    const ledger = new InMemoryLedger({ operations: burst })
    await handleOperations(ledger, undefined, journal)
    expect(ledger.operation('riddle')).toMatchObject({
      automaticCategoryId: '0',
      cozyCategoryId: '0',
      cozyCategoryProba: 0
    })
  })

  it('takes the 0 of a connector for no category, once', async () => {
    const operations = burst.map(each => ({ ...each, automaticCategoryId: '0' }))
    const ledger = new InMemoryLedger({ operations })
    expect(await handleOperations(ledger, undefined, journal)).toBe(4)
    expect(categories(ledger)).toEqual({ shop: '400110', hut: '0', 'hut-again': '400810', riddle: '0' })
    expect(await handleOperations(ledger, undefined, journal)).toBe(0)
  })

  it('is written once, however often the service runs', async () => {
    const ledger = new InMemoryLedger({ operations: burst })
    await handleOperations(ledger, undefined, journal)
    expect(await handleOperations(ledger, undefined, journal)).toBe(0)
    expect(ledger.writes).toHaveLength(1)
    expect(lines.at(-1)).toBe('No operation to write')
  })

  it('keeps what a connector found', async () => {
    const ledger = new InMemoryLedger({
      operations: [operation('shop', 'CB LIDL', { automaticCategoryId: '400810' })]
    })
    expect(await handleOperations(ledger, undefined, journal)).toBe(0)
  })
})

describe('one event', () => {
  it('writes that operation alone', async () => {
    const ledger = new InMemoryLedger({ operations: burst })
    await handleOperations(ledger, burst[0], journal)
    expect(categories(ledger)).toEqual({
      shop: '400110',
      hut: undefined,
      'hut-again': undefined,
      riddle: undefined
    })
  })

  it('each, at the same time, come to the same as a burst', async () => {
    const [together, apart] = [
      new InMemoryLedger({ operations: burst }),
      new InMemoryLedger({ operations: burst })
    ]
    await handleOperations(together, undefined, journal)
    await Promise.all(burst.map(each => handleOperations(apart, each, journal)))
    expect(categories(apart)).toEqual(categories(together))
  })
})

describe('somebody else writes at the same time', () => {
  it('what he wrote is kept, and looked at anew', async () => {
    const ledger = new InMemoryLedger({ operations: burst })
    ledger.beforeSave = () => {
      ledger.beforeSave = undefined
      ledger.put({ ...operation('shop', 'CB LIDL'), note: 'mine' })
    }
    await handleOperations(ledger, undefined, journal)
    expect(ledger.operation('shop')).toMatchObject({ note: 'mine', automaticCategoryId: '400110' })
    expect(ledger.writes).toEqual(['operations 4', 'operations 1'])
  })

  it('without end: the run gives up and says so', async () => {
    const ledger = new InMemoryLedger({ operations: burst })
    ledger.beforeSave = () => {
      const shop = ledger.operation('shop')
      if (shop) ledger.put(shop)
    }
    await handleOperations(ledger, undefined, journal)
    expect(lines.at(-1)).toBe('! Operations that keep changing, left to the next run: 1')
  })
})

it('operations that come every month are marked, and stay so', async () => {
  const rents = ['01', '02', '03'].map(month =>
    operation(`rent-${month}`, 'LOYER', { amount: -700, account: 'checking', date: `2026-${month}-01` })
  )
  const ledger = new InMemoryLedger({ operations: rents })
  await handleOperations(ledger, undefined, journal)
  const [recurrence] = await ledger.recurrences()
  expect(recurrence).toMatchObject({ categoryIds: ['401020'], latestDate: '2026-03-01' })
  expect(ledger.operation('rent-02')?.relationships).toEqual({
    recurrence: { data: { _id: recurrence?._id, _type: 'io.cozy.bank.recurrence' } }
  })
  await handleOperations(ledger, undefined, journal)
  expect(ledger.writes).toEqual(['recurrence 1', 'operations 3'])
})

describe('operations that nobody checked', () => {
  const months = ['2026-01-01', '2026-02-01', '2026-03-01']

  it.each([
    ['without a label', {}],
    ['with a number as label', { label: 40123 }],
    ['with an object as label', { label: { en: 'LIDL' } }],
    ['with an amount that is no number', { label: 'QWV', amount: 'ten' }],
    ['without an amount', { label: 'QWV' }],
    ['with a date that is none', { label: 'QWV', date: 'yesterday' }]
  ])('%s are uncategorised, and part of no recurrence', async (_case, fields) => {
    const operations = months.map((date, index) => ({
      _id: `odd-${index}`,
      account: 'checking',
      amount: 'label' in fields && fields.label === 'QWV' ? undefined : -10,
      date,
      ...fields
    }))
    const ledger = new InMemoryLedger({ operations: operations })
    expect(await handleOperations(ledger, undefined, journal)).toBe(3)
    expect(ledger.operation('odd-1')).toMatchObject({ ...fields, automaticCategoryId: '0' })
    expect(await ledger.recurrences()).toEqual([])
    expect(await handleOperations(ledger, undefined, journal)).toBe(0)
  })

  it('with an amount as text are read, and kept as they are', async () => {
    const operations = months.map((date, index) =>
      operation(`club-${index}`, 'CLUB', { account: 'checking', amount: '-25.50', date })
    )
    const ledger = new InMemoryLedger({ operations })
    await handleOperations(ledger, undefined, journal)
    expect(await ledger.recurrences()).toMatchObject([{ amounts: [-25.5] }])
    expect(ledger.operation('club-1')?.amount).toBe('-25.50')
  })
})

// Each compared with each, that takes minutes, and the time limit of a test is seconds.
it('ten thousand operations of a few payees are compared payee by payee', async () => {
  const operations = Array.from({ length: 10_000 }, (_, index) =>
    operation(`o-${index}`, `CB QWV ${'ABCDEFGH'[index % 8]} LYON`, {
      amount: -index,
      ...(index % 2 === 0 && { manualCategoryId: '400130' })
    })
  )
  const ledger = new InMemoryLedger({ operations })
  expect(await handleOperations(ledger, undefined, journal)).toBe(10_000)
  expect(ledger.operation('o-4999')).toMatchObject({ automaticCategoryId: '400130' })
})
