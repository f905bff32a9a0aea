import { debitAmount, thousandths } from '../amounts.js'
import { mergeCriteria, windowAround, type Criteria } from '../criteria.js'
import { debitTime } from '../dates.js'
import { firstOver, type Entry } from '../operation-index.js'
import type { IdentifiedBill, MatchState } from '../state.js'
import { groupBills } from './group-bills.js'
import { membersOf, standsBefore, subsetSums, type Effort, type Subset } from './subset-sums.js'

/** Up to here every combination is looked at, in the order of the old tools. */
const SMALL_GROUP = 12
/** A larger group is looked at in parts of this size, … */
const PART = 32
/** … for combinations of at most so many bills. */
const MOST_BILLS = 8
/** Steps for all groups of one matching, about a second; then only pairs are looked for. */
const EFFORT = 2_000_000
/** A subset held against the operations is so many steps. */
const LOOK = 20

/** The bills of a combination as one: what was paid for all of them. */
const asOneBill = (bills: readonly IdentifiedBill[]): IdentifiedBill => ({
  ...(bills[0] as IdentifiedBill),
  _id: bills.map(({ _id }) => _id).join(':'),
  amount: bills.reduce((sum, { amount }) => sum + thousandths(amount), 0) / 1000,
  originalAmount: bills.reduce((sum, bill) => sum - thousandths(debitAmount(bill)), 0) / 1000
})

/** What operations of the time could pay, by amount: only near one of them is a sum worth a look. */
const payable = (state: MatchState, bills: readonly IdentifiedBill[], widest: Criteria): number[] => {
  const [first] = bills
  const time = first && debitTime(first)
  if (!first || time === undefined) return []
  const wanted = state.rules.debit({ ...first, amount: 0, originalAmount: 1 }, widest)
  if (!wanted) return []
  return state.index
    .between(windowAround(0, time, widest))
    .filter(entry => entry.amount < 0 && wanted.suits(entry) && wanted.accepts(entry))
    .map(({ amount }) => -amount)
    .sort((one, other) => one - other)
}

interface Combination {
  bills: IdentifiedBill[]
  entry: Entry
}

/** The smallest combination that an operation has paid; of those of one size, the one whose bills stand first. */
const findCombination = (
  state: MatchState,
  bills: readonly IdentifiedBill[],
  amounts: readonly number[],
  most: number,
  effort: Effort
): Combination | undefined => {
  const criteria = bills.map(bill => state.rules.criteria(bill))
  const widest = mergeCriteria(criteria, state.rules.general)
  const kinds = [...new Set(criteria.map(one => JSON.stringify(one)))]
  const over = thousandths(widest.amountUpperDelta)
  const under = thousandths(widest.amountLowerDelta)

  const isPayable = ({ paid }: Subset): boolean => {
    const next = amounts[firstOver(amounts.length, at => amounts[at] ?? 0, paid - over, true)]
    return next !== undefined && next <= paid + under
  }
  const accept = (subset: Subset): Combination | undefined => {
    const members = membersOf(subset)
    const combined = members.map(position => bills[position] as IdentifiedBill)
    const merged = mergeCriteria(
      members.map(position => criteria[position] as Criteria),
      state.rules.general
    )
    const whole = asOneBill(combined)
    const entry = state.closest(state.rules.debit(whole, merged), ({ room }) => room.holds(whole.amount))
    return entry && { bills: combined, entry }
  }

  const sums = subsetSums(
    bills.map((bill, position) => ({
      paid: -thousandths(debitAmount(bill)),
      linked: thousandths(bill.amount),
      kind: 1 << kinds.indexOf(JSON.stringify(criteria[position]))
    })),
    { size: most, most: (amounts.at(-1) ?? 0) + over, exact: bills.length <= SMALL_GROUP, effort }
  )
  for (const subsets of sums.slice(2)) {
    const near = [...subsets].filter(isPayable).sort((one, other) => (standsBefore(one, other) ? -1 : 1))
    for (const subset of near) {
      effort.left -= LOOK
      const combination = accept(subset)
      if (combination) return combination
    }
  }
  return undefined
}

const combinePart = (state: MatchState, part: readonly IdentifiedBill[], effort: Effort): void => {
  const criteria = part.map(bill => state.rules.criteria(bill))
  const amounts = payable(state, part, mergeCriteria(criteria, state.rules.general))
  if (amounts.length === 0) return
  let open = part
  while (open.length > 1) {
    const isSpent = effort.left <= 0
    const most = isSpent ? 2 : open.length <= SMALL_GROUP ? open.length : MOST_BILLS
    const found = findCombination(state, open, amounts, most, isSpent ? { left: PART * PART } : effort)
    if (!found) return
    for (const bill of found.bills) state.linkDebit(bill, found.entry)
    open = open.filter(bill => !found.bills.includes(bill))
  }
}

/**
 * Looks for operations that paid several bills at once: several acts at one doctor, say. Smaller combinations go
 * first. With up to 12 bills of one vendor on one day, every combination is looked at; above, parts of 32 bills, and
 * combinations of at most 8. All in all the steps are bounded, so that no set of bills takes more than seconds.
 */
export const combineBills = (state: MatchState, bills: readonly IdentifiedBill[]): void => {
  const effort: Effort = { left: EFFORT }
  for (const group of groupBills(state, bills)) {
    for (let start = 0; start < group.length; start += PART) {
      combinePart(state, group.slice(start, start + PART), effort)
    }
  }
}
