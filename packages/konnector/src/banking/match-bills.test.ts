import { describe, expect, it } from '@jest/globals'
import type { Brand, MatchableBill, MatchableOperation, MatchOptions } from './documents.js'
import { matchBillsToOperations } from './match-bills.js'

const BRANDS: Brand[] = [
  { name: 'Sickness Fund', konnectorSlug: 'sickfund', regexp: '(s\\.?fund|sickness fund)' },
  { name: 'Papillon', konnectorSlug: 'papillon', regexp: '\\bpapi(llon)?\\b' }
]

const invoice = (over: Partial<MatchableBill> = {}): MatchableBill => ({
  _id: 'bill',
  amount: 48,
  date: '2026-03-10',
  vendor: 'Papillon',
  ...over
})

const expense = (over: Partial<MatchableOperation> = {}): MatchableOperation => ({
  _id: 'paid',
  label: 'CARD 12/03 PAPILLON LYON',
  amount: -48,
  date: '2026-03-12T12:00:00.000Z',
  ...over
})

const healthBill = (over: Partial<MatchableBill> = {}): MatchableBill => ({
  _id: 'bill',
  amount: 17.5,
  originalAmount: 25,
  originalDate: '2026-04-02',
  date: '2026-04-08',
  isRefund: true,
  vendor: 'sickfund',
  type: 'health_costs',
  ...over
})

const doctor = (over: Partial<MatchableOperation> = {}): MatchableOperation => ({
  _id: 'doctor',
  label: 'DR MARTIN',
  amount: -25,
  date: '2026-04-03T12:00:00.000Z',
  manualCategoryId: '400610',
  ...over
})

const refund = (over: Partial<MatchableOperation> = {}): MatchableOperation => ({
  _id: 'refund',
  label: 'VIR S.FUND 77',
  amount: 17.5,
  date: '2026-04-09T12:00:00.000Z',
  manualCategoryId: '400610',
  ...over
})

const match = (
  bills: MatchableBill[],
  operations: MatchableOperation[],
  options: MatchOptions = {}
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(matchBillsToOperations(bills, operations, { brands: BRANDS, ...options })).map(
      ([id, { debitOperation, creditOperation }]) => [
        id,
        `${debitOperation?._id ?? '-'} ${creditOperation?._id ?? '-'}`
      ]
    )
  )

describe('one bill and what paid it', () => {
  it('answers the operation that was passed in, and an entry for each bill', () => {
    const paid = expense()
    expect(matchBillsToOperations([invoice(), invoice({ _id: 'other', amount: 1 })], [paid])).toEqual({
      bill: { debitOperation: paid },
      other: {}
    })
    expect(matchBillsToOperations([], [])).toEqual({})
  })

  it.each<[string, string, Partial<MatchableOperation>]>([
    ['15 days before', '-', { date: '2026-02-23' }],
    ['an hour after that', 'paid', { date: '2026-02-23T01:00:00Z' }],
    ['an hour before 29 days after', 'paid', { date: '2026-04-07T23:00:00Z' }],
    ['29 days after', '-', { date: '2026-04-08' }],
    ['a cent more', '-', { amount: -48.01 }],
    ['a cent less', '-', { amount: -47.99 }],
    ['money that came in', '-', { amount: 48 }],
    ['a word that only begins alike', '-', { label: 'PAPILLOTES' }],
    ['the other form of the brand', 'paid', { label: 'papi 3' }],
    ['no label', '-', { label: undefined as never }],
    ['an expense for health', '-', { manualCategoryId: '400610' }],
    ['money for an insurance is no health expense', 'paid', { manualCategoryId: '400620' }],
    ['no date', '-', { date: 'soon' }],
    ['no amount', '-', { amount: Number.NaN }]
  ])('%s: %s', (_what, expected, over) => {
    expect(match([invoice()], [expense(over)])).toEqual({ bill: `${expected} -` })
  })

  it('takes the closest: a day weighs as much as 2.33 in money', () => {
    const wide = invoice({ matchingCriterias: { amountUpperDelta: 5, amountLowerDelta: 5 } })
    const near = expense({ _id: 'near', date: '2026-03-11', amount: -50 })
    const exact = expense({ _id: 'exact', date: '2026-03-13' })
    expect(match([wide], [exact, near])).toEqual({ bill: 'near -' })
    expect(match([wide], [exact, { ...near, amount: -53 }])).toEqual({ bill: 'exact -' })
  })

  it.each([
    ['a bill without a date', { date: undefined as never }],
    ['a bill without an amount', { amount: undefined as never }],
    ['a bill that somebody else has paid', { isThirdPartyPayer: true }],
    ['a bill without a vendor', { vendor: undefined as never }],
    ['a pattern that is none', { matchingCriterias: { labelRegex: '(' } }]
  ])('finds nothing for %s', (_what, over) => {
    expect(match([invoice(over)], [expense()])).toEqual({ bill: '- -' })
  })

  it('leaves out a bill without an id', () => {
    expect(match([invoice({ _id: undefined as never })], [expense()])).toEqual({})
  })
})

describe('the label', () => {
  it.each([
    ['C&A', 'CB C&A NANTES', 'paid'],
    ['Électricité de l’Est', 'PRLV ÉLECTRICITÉ DE L’EST 04', 'paid'],
    ['Books.com', 'CB BOOKSXCOM', '-'],
    ['free', 'CB FREEDOM', '-'],
    ['free', 'PRLV FREE-MOBILE', 'paid']
  ])('looks for the vendor %s as a word in %s: %s', (vendor, label, expected) => {
    expect(match([invoice({ vendor })], [expense({ label })])).toEqual({ bill: `${expected} -` })
  })

  it("goes by the bill's own pattern before the brand", () => {
    const own = invoice({ matchingCriterias: { labelRegex: 'butterfly|schmetterling' } })
    expect(match([own], [expense(), expense({ _id: 'own', label: 'CB SCHMETTERLING' })])).toEqual({
      bill: 'own -'
    })
  })

  it('goes by identifiers alone where they are given', () => {
    const paid = expense({ label: 'CB The PAP Shop' })
    expect(match([invoice()], [paid], { identifiers: ['pap shop', 'zz'] })).toEqual({ bill: 'paid -' })
    expect(match([invoice()], [expense()], { identifiers: ['pap shop'] })).toEqual({ bill: '- -' })
  })
})

describe('windows of their own', () => {
  it.each([
    ['dateLowerDelta', { dateLowerDelta: 40 }, { date: '2026-02-01' }],
    ['dateUpperDelta', { dateUpperDelta: 60 }, { date: '2026-05-05' }],
    ['amountLowerDelta', { amountLowerDelta: 1.5 }, { amount: -49.5 }]
  ])('%s of the bill, or of the options', (_name, criterias, over) => {
    expect(match([invoice({ matchingCriterias: criterias })], [expense(over)])).toEqual({ bill: 'paid -' })
    expect(match([invoice()], [expense(over)], criterias)).toEqual({ bill: 'paid -' })
    expect(match([invoice()], [expense(over)])).toEqual({ bill: '- -' })
  })

  it('amountUpperDelta: less may have been paid than the bill of the doctor, not less than comes back', () => {
    const criterias = { matchingCriterias: { amountUpperDelta: 10 } }
    expect(match([healthBill(criterias)], [doctor({ amount: -18 })])).toEqual({ bill: 'doctor -' })
    expect(match([healthBill(criterias)], [doctor({ amount: -17 })])).toEqual({ bill: '- -' })
  })

  it('0 of the bill stands before the options', () => {
    const exact = invoice({ matchingCriterias: { amountLowerDelta: 0 } })
    expect(match([exact], [expense({ amount: -49 })], { amountLowerDelta: 2 })).toEqual({ bill: '- -' })
  })
})

describe('bills for health', () => {
  it('match what the doctor got and what came back', () => {
    expect(match([healthBill()], [doctor(), refund()])).toEqual({ bill: 'doctor refund' })
    expect(match([healthBill()], [doctor()])).toEqual({ bill: 'doctor -' })
    expect(match([healthBill({ originalAmount: 700 })], [doctor(), refund()])).toEqual({ bill: '- refund' })
  })

  it('match nothing but health, of any word for it', () => {
    const bare = { manualCategoryId: null }
    expect(match([healthBill()], [doctor({ manualCategoryId: '400110' })])).toEqual({ bill: '- -' })
    expect(match([healthBill()], [doctor(bare)])).toEqual({ bill: '- -' })
    expect(match([healthBill()], [doctor({ ...bare, automaticCategoryId: '400610' })])).toEqual({
      bill: 'doctor -'
    })
    expect(
      match([healthBill()], [doctor({ ...bare, cozyCategoryId: '400610', cozyCategoryProba: 0.1 })])
    ).toEqual({ bill: '- -' })
    expect(
      match(
        [healthBill()],
        [doctor({ ...bare, automaticCategoryId: '400110', cozyCategoryId: '400610', cozyCategoryProba: 0.5 })]
      )
    ).toEqual({ bill: 'doctor -' })
    expect(match([healthBill()], [doctor(bare)], { allowUncategorized: true })).toEqual({ bill: 'doctor -' })
  })

  it('get money back from an insurance too, under the label of the one who pays', () => {
    expect(match([healthBill()], [refund({ manualCategoryId: '400620' })])).toEqual({ bill: '- refund' })
    expect(match([healthBill()], [refund({ label: 'VIR SOMEBODY' })])).toEqual({ bill: '- -' })
    expect(match([healthBill({ isRefund: false })], [refund()])).toEqual({ bill: '- -' })
  })

  it('are those of vendors that are named, whatever their type', () => {
    const untyped = healthBill({ type: undefined as never })
    expect(match([untyped], [doctor()])).toEqual({ bill: '- -' })
    expect(match([untyped], [doctor()], { healthVendors: ['sickfund'] })).toEqual({ bill: 'doctor -' })
  })

  it('share what came back at once: the amount of the group before the own', () => {
    const two = [
      healthBill({ _id: 'a', amount: 6, groupAmount: 10 }),
      healthBill({ _id: 'b', amount: 4, groupAmount: 10 })
    ]
    expect(match(two, [doctor(), refund({ amount: 10 }), refund({ _id: 'six', amount: 6 })])).toEqual({
      a: 'doctor refund',
      b: 'doctor refund'
    })
  })

  it('may get back less than they say', () => {
    expect(match([healthBill({ groupAmount: 16 })], [refund({ amount: 16 })])).toEqual({ bill: '- refund' })
  })

  it('came back at once, though it is less than they say together', () => {
    const two = [
      healthBill({ _id: 'a', amount: 16.1, groupAmount: 30.2 }),
      healthBill({ _id: 'b', amount: 16.1, groupAmount: 30.2, originalDate: '2026-03-30' })
    ]
    const back = [refund({ _id: 'early', amount: 30.2, date: '2026-04-08' }), refund({ amount: 30.2 })]
    expect(match(two, back)).toEqual({ a: '- early', b: '- early' })
    const linked = { ...refund({ amount: 30.2 }), bills: ['io.cozy.bills:a'] }
    expect(match(two.slice(1), [linked], { linkedBills: two.slice(0, 1) })).toEqual({ b: '- refund' })
    const nextMonth = { ...two[1], date: '2026-04-09' } as MatchableBill
    expect(match([nextMonth], [linked], { linkedBills: two.slice(0, 1) })).toEqual({ b: '- -' })
  })

  it('are reimbursed no more than was paid', () => {
    const back = (amount: number): MatchableOperation => doctor({ reimbursements: [{ amount }] })
    expect(match([healthBill()], [back(7.5), refund()])).toEqual({ bill: 'doctor refund' })
    expect(match([healthBill()], [back(7.51), refund()])).toEqual({ bill: '- refund' })
  })

  it('go by the day of the purchase where the account is charged later', () => {
    const charged = { date: '2026-04-30T12:00:00Z' }
    expect(match([healthBill()], [doctor({ ...charged, realisationDate: '2026-04-02' })])).toEqual({
      bill: 'doctor -'
    })
    expect(match([healthBill()], [doctor({ ...charged, realisationDate: '2026-03-01' })])).toEqual({
      bill: '- -'
    })
  })
})

describe('several bills at once', () => {
  const part = (_id: string, originalAmount: number, over: Partial<MatchableBill> = {}): MatchableBill =>
    healthBill({ _id, originalAmount, amount: originalAmount / 2, ...over })
  const three = [part('a', 10), part('b', 15), part('c', 30)]

  it('are found by the sum of what was paid', () => {
    expect(match(three, [doctor({ amount: -55 })])).toEqual({ a: 'doctor -', b: 'doctor -', c: 'doctor -' })
    expect(match(three, [doctor({ amount: -40 })])).toEqual({ a: 'doctor -', b: '- -', c: 'doctor -' })
  })

  it('are of one day and one vendor', () => {
    const other = { a: '- -', b: '- -' }
    const paid = [doctor({ amount: -25 })]
    expect(match([part('a', 10), part('b', 15, { vendor: 'else' })], paid)).toEqual(other)
    expect(match([part('a', 10), part('b', 15, { originalDate: '2026-04-03' })], paid)).toEqual(other)
  })

  it('are for health, or from a vendor who groups', () => {
    const bills = [invoice({ _id: 'a', amount: 18 }), invoice({ _id: 'b', amount: 30 })]
    expect(match(bills, [expense()])).toEqual({ a: '- -', b: '- -' })
    expect(match(bills, [expense()], { groupVendors: ['Papillon'] })).toEqual({ a: 'paid -', b: 'paid -' })
  })

  it('reach as far as the one that reaches furthest, in the dates and in the amounts', () => {
    const paid = [doctor({ amount: -26, date: '2026-03-01' })]
    const far = part('b', 15, { matchingCriterias: { dateLowerDelta: 40, amountLowerDelta: 1 } })
    expect(match([part('a', 10), far], paid)).toEqual({ a: 'doctor -', b: 'doctor -' })
    expect(match([part('a', 10), part('b', 15)], paid)).toEqual({ a: '- -', b: '- -' })
  })

  it('do not take what another bill has', () => {
    expect(match([part('a', 10), part('b', 15), part('whole', 25, { amount: 25 })], [doctor()])).toEqual({
      a: '- -',
      b: '- -',
      whole: 'doctor -'
    })
  })

  it('also of a day with more bills than can be tried one combination after the other', () => {
    const many = Array.from({ length: 60 }, (_, index) => part(`m${index}`, 101 + index * 2))
    const matches = match(many, [doctor({ amount: -101 - 103 - 105 })])
    expect(Object.values(matches).filter(ids => ids === 'doctor -')).toHaveLength(3)
  })
})

describe('operations that several bills want', () => {
  it('take as many as they have room for', () => {
    const twice = [invoice({ _id: 'a' }), invoice({ _id: 'b' })]
    expect(Object.values(match(twice, [expense()])).sort()).toEqual(['- -', 'paid -'])
    const [first, second] = [expense({ _id: 'one' }), expense({ _id: 'two' })]
    expect(Object.values(match(twice, [first, second])).sort()).toEqual(['one -', 'two -'])
  })

  it("go to the bill that is closest: this month's to this month's", () => {
    const months = [invoice({ _id: 'march' }), invoice({ _id: 'april', date: '2026-03-30' })]
    expect(match(months, [expense({ date: '2026-03-31' })])).toEqual({ march: '- -', april: 'paid -' })
  })

  it('count the bills that they have already', () => {
    const taken = expense({ bills: ['io.cozy.bills:old'] })
    const linkedBills = [invoice({ _id: 'old', amount: 1 })]
    expect(match([invoice()], [taken], { linkedBills })).toEqual({ bill: '- -' })
    expect(match([invoice()], [taken])).toEqual({ bill: 'paid -' })
  })

  it('keep those that they have', () => {
    const mine = expense({ _id: 'mine', date: '2026-03-30', bills: ['io.cozy.bills:bill'] })
    expect(match([invoice()], [expense(), mine])).toEqual({ bill: 'mine -' })
    const reimbursements = [{ billId: 'io.cozy.bills:bill', amount: 17.5, operationId: 'refund' }]
    expect(match([healthBill()], [doctor({ reimbursements }), refund(), refund({ _id: 'z' })])).toEqual({
      bill: 'doctor refund'
    })
  })
})
