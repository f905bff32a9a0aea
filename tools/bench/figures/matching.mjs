import { matchBillsToOperations } from '@cozy-jobs/konnector'
import { median, round, timed } from '../statistics.mjs'

const BILLS = 2000
const OPERATIONS = 20_000
const RUNS = 3
/** Five years of operations. */
const DAYS = 1800

/** The same numbers at each run. */
const numbers = () => {
  let state = 42
  return limit => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * limit)
  }
}

const day = number => new Date(Date.UTC(2022, 0, 1 + number)).toISOString()

const household = () => {
  const below = numbers()
  const cents = () => 500 + below(9000)
  const bills = Array.from({ length: BILLS }, (_, i) => {
    const date = below(DAYS)
    const amount = cents() / 100
    if (i % 2) return { _id: `bill${i}`, vendor: `Vendor${i % 40}`, amount, date: day(date) }
    const health = { vendor: 'Fund', type: 'health_costs', isRefund: true }
    return {
      _id: `bill${i}`,
      ...health,
      amount,
      originalAmount: amount + 5,
      originalDate: day(date),
      date: day(date + 5)
    }
  })
  const operations = Array.from({ length: OPERATIONS }, (_, i) => {
    const bill = bills[i % 10 ? -1 : i / 10]
    const amount = bill ? (bill.originalAmount ?? bill.amount) : cents() / 100
    return {
      _id: `operation${i}`,
      label: `CARD ${bill?.vendor ?? `SHOP ${i % 300}`} PARIS`,
      amount: i % 7 ? -amount : amount,
      date: bill ? (bill.originalDate ?? bill.date) : day(below(DAYS)),
      manualCategoryId: (bill ? bill.type : i % 4 === 0) ? '400610' : '400110'
    }
  })
  return { bills, operations }
}

/** The worst that combinations can be: every bill is one of a single day, and no operation paid one alone. */
const oneDay = () => {
  const below = numbers()
  const bills = Array.from({ length: BILLS }, (_, i) => {
    const amount = (700 + below(9000)) / 100
    return { _id: `bill${i}`, vendor: 'Fund', type: 'health_costs', amount, date: day(0) }
  })
  const operations = Array.from({ length: OPERATIONS }, (_, i) => ({
    _id: `operation${i}`,
    label: 'DOCTOR',
    amount: -(10_000 + below(20_000)) / 100,
    date: day(0),
    manualCategoryId: '400610'
  }))
  return { bills, operations }
}

const secondsOf = async ({ bills, operations }) => {
  const taken = []
  for (let i = 0; i < RUNS; i++) taken.push(await timed(() => matchBillsToOperations(bills, operations)))
  return round(median(taken) / 1000, 2)
}

/** Bills held against the bank's operations, as `linkBankOperations` does after each run. */
export const matching = {
  name: 'matching',
  async run() {
    const row = async (what, set) => ({
      figure: `2 000 bills matched with 20 000 operations, ${what}`,
      value: await secondsOf(set),
      unit: 's',
      target: '< 5'
    })
    return [await row('of five years', household()), await row('all health and of one day', oneDay())]
  }
}
