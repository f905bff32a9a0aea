import type { MatchableBill, MatchableOperation } from '../documents.js'

// The rules as the old tools follow them, bill after bill and combination after combination, all of them tried. It
// shares no code with what it is compared with, and is for a handful of bills alone.

export type SmallBill = MatchableBill & { _id: string; date: string; vendor: string }
export type SmallOperation = MatchableOperation & { date: string; label: string; manualCategoryId: string }

interface Links {
  debit: Map<string, string>
  credit: Map<string, string>
}

const DAY = 86_400_000
const cents = (amount: number): number => Math.round(amount * 100)
const days = (one: string, other: string): number =>
  Math.floor(Math.abs(Date.parse(one) - Date.parse(other)) / DAY)

const combinations = <T>(all: readonly T[], size: number): T[][] =>
  size === 0
    ? [[]]
    : all.flatMap((first, at) => combinations(all.slice(at + 1), size - 1).map(rest => [first, ...rest]))

/** How many links of a bill with an operation the old tools would write. Operations never get more than they have. */
export const linkOneByOne = (bills: readonly SmallBill[], operations: readonly SmallOperation[]): Links => {
  const linked = new Map(operations.map(({ _id }) => [_id, 0]))
  const reimbursed = new Map(
    operations.map(({ _id, reimbursements }) => [
      _id,
      (reimbursements ?? []).reduce((sum, { amount = 0 }) => sum + cents(amount), 0)
    ])
  )
  const links: Links = { debit: new Map(), credit: new Map() }

  const fits = (operation: SmallOperation, amount: number): boolean =>
    (linked.get(operation._id) ?? 0) + cents(amount) <= Math.abs(cents(operation.amount))

  const closest = (bill: SmallBill, side: 'debit' | 'credit', whole = false): SmallOperation | undefined => {
    const amount =
      side === 'debit' ? -(bill.originalAmount ?? bill.amount) : (bill.groupAmount ?? bill.amount)
    const date = side === 'debit' ? String(bill.originalDate ?? bill.date) : bill.date
    const bought = String(bill.originalDate ?? bill.date)
    const { dateLowerDelta = 15, dateUpperDelta = 29 } = bill.matchingCriterias ?? {}
    const { amountLowerDelta = 0, amountUpperDelta = 0 } = bill.matchingCriterias ?? {}
    const isHealth = bill.type === 'health_costs'
    return operations
      .filter(operation => {
        const distance = (Date.parse(operation.date) - Date.parse(date)) / DAY
        const isHealthOperation =
          operation.manualCategoryId === '400610' ||
          (operation.manualCategoryId === '400620' && operation.amount >= 0)
        return (
          distance > -dateLowerDelta &&
          distance < dateUpperDelta &&
          cents(operation.amount) >= cents(amount - amountLowerDelta) &&
          cents(operation.amount) <= cents(amount + amountUpperDelta) &&
          isHealth === isHealthOperation &&
          (side === 'credit' ||
            (reimbursed.get(operation._id) ?? 0) + cents(bill.amount) <= -cents(operation.amount)) &&
          ((side === 'debit' && isHealth) || operation.label.includes(bill.vendor)) &&
          (!whole || fits(operation, bill.amount))
        )
      })
      .sort((one, other) => {
        const score = (operation: SmallOperation): number =>
          0.7 * days(bought, operation.date) + 0.3 * Math.abs(amount - operation.amount)
        const hours = (operation: SmallOperation): number =>
          Math.abs(Date.parse(bought) - Date.parse(operation.date))
        const difference = score(one) - score(other)
        return Math.abs(difference) > 1e-9
          ? difference
          : hours(one) - hours(other) || one.date.localeCompare(other.date) || (one._id < other._id ? -1 : 1)
      })[0]
  }

  const link = (bill: SmallBill, operation: SmallOperation, side: 'debit' | 'credit'): void => {
    links[side].set(bill._id, operation._id)
    linked.set(operation._id, (linked.get(operation._id) ?? 0) + cents(bill.amount))
    const debit = links.debit.get(bill._id)
    if (debit && links.credit.has(bill._id)) {
      reimbursed.set(debit, (reimbursed.get(debit) ?? 0) + cents(bill.amount))
    }
  }

  for (const bill of bills) {
    const debit = closest(bill, 'debit')
    if (debit && fits(debit, bill.amount)) link(bill, debit, 'debit')
    const credit = bill.isRefund ? closest(bill, 'credit') : undefined
    if (credit && fits(credit, bill.amount)) link(bill, credit, 'credit')
  }

  const combine = (): boolean => {
    const open = bills.filter(bill => bill.type === 'health_costs' && !links.debit.has(bill._id))
    const keyOf = (bill: SmallBill): string => `${String(bill.originalDate ?? bill.date)} ${bill.vendor}`
    for (const key of new Set(open.map(keyOf))) {
      const group = open.filter(bill => keyOf(bill) === key)
      for (let size = 2; size <= group.length; size++) {
        for (const members of combinations(group, size)) {
          const widest = (name: 'dateLowerDelta' | 'dateUpperDelta', general: number): number =>
            Math.max(...members.map(({ matchingCriterias }) => matchingCriterias?.[name] ?? general))
          const whole: SmallBill = {
            ...(members[0] as SmallBill),
            amount: members.reduce((sum, { amount }) => sum + cents(amount), 0) / 100,
            originalAmount:
              members.reduce((sum, bill) => sum + cents(bill.originalAmount ?? bill.amount), 0) / 100,
            matchingCriterias: {
              dateLowerDelta: widest('dateLowerDelta', 15),
              dateUpperDelta: widest('dateUpperDelta', 29)
            }
          }
          const debit = closest(whole, 'debit', true)
          if (!debit) continue
          for (const bill of members) link(bill, debit, 'debit')
          return true
        }
      }
    }
    return false
  }
  while (combine());
  return links
}
