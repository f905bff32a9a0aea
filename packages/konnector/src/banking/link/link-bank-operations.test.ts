import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { startTestContext, type TestContext } from '../../testing/test-context.js'
import { linkBankOperations } from './link-bank-operations.js'
import { OPERATIONS, type OperationDocument } from './load-operations.js'

const BILL = {
  _id: 'bill',
  amount: 17.5,
  originalAmount: 25,
  originalDate: '2026-04-02',
  date: '2026-04-08',
  isRefund: true,
  vendor: 'Sickness Fund',
  type: 'health_costs'
}

const OPERATIONS_THERE = [
  { _id: 'doctor', label: 'DR MARTIN', amount: -25, date: '2026-04-03', manualCategoryId: '400610' },
  { _id: 'refund', label: 'VIR S.FUND', amount: 17.5, date: '2026-04-09', manualCategoryId: '400610' },
  { _id: 'shop', label: 'CB PAPILLON', amount: -48, date: '2026-04-12', bills: ['io.cozy.bills:earlier'] },
  { _id: 'longAgo', label: 'CB PAPILLON', amount: -48, date: '2024-04-12' }
]

let test: TestContext

beforeEach(async () => {
  test = await startTestContext({
    fixture: {
      [OPERATIONS]: OPERATIONS_THERE,
      'io.cozy.bills': [{ _id: 'earlier', amount: 20, vendor: 'Papillon', date: '2026-04-01' }]
    }
  })
})

afterEach(() => test.close())

const operationOf = (id: string): Promise<OperationDocument> =>
  test.ctx.stack.documents.get<OperationDocument>(OPERATIONS, id)

const revisions = async (): Promise<string[]> =>
  (await test.ctx.stack.documents.all(OPERATIONS)).map(({ _id, _rev }) => `${_id} ${_rev}`).sort()

const options = { identifiers: 's.fund' }

describe('linkBankOperations', () => {
  it('writes bills and reimbursements, and nothing more the second time', async () => {
    const linked = await linkBankOperations(test.ctx, [BILL], 'io.cozy.bills', {}, options)
    expect(linked).toMatchObject({
      bill: { bill: BILL, debitOperation: { _id: 'doctor' }, creditOperation: { _id: 'refund' } }
    })
    expect(await operationOf('doctor')).toMatchObject({
      label: 'DR MARTIN',
      bills: ['io.cozy.bills:bill'],
      reimbursements: [{ billId: 'io.cozy.bills:bill', amount: 17.5, operationId: 'refund' }]
    })
    expect(await operationOf('refund')).toMatchObject({ bills: ['io.cozy.bills:bill'] })

    const before = await revisions()
    const again = await linkBankOperations(test.ctx, [BILL], 'io.cozy.bills', {}, options)
    expect(again['bill']?.debitOperation?._id).toBe('doctor')
    expect(await revisions()).toEqual(before)
  })

  it('goes by the identifier of the owner first, and leaves the options as they are', async () => {
    const given = Object.freeze({ identifiers: ['nobody'] })
    const linked = await linkBankOperations(test.ctx, [BILL], '', { bank_identifier: 'S.Fund' }, given)
    expect(linked['bill']?.creditOperation?._id).toBe('refund')
    expect(given).toEqual({ identifiers: ['nobody'] })
  })

  it('without identifiers goes by the pattern of the bill', async () => {
    const bill = { ...BILL, matchingCriterias: { labelRegex: 's\\.fund' } }
    const linked = await linkBankOperations(test.ctx, [bill], '', undefined)
    expect(linked['bill']?.creditOperation?._id).toBe('refund')
  })

  it.each([
    ['amountDelta', { amountDelta: 2 }],
    ['minAmountDelta', { minAmountDelta: 2 }],
    ['pastWindow', { pastWindow: 40 }],
    ['futureWindow', { futureWindow: 40 }]
  ])('takes %s', async (name, over) => {
    const dates: Record<string, string> = { pastWindow: '2026-05-10', futureWindow: '2026-03-10' }
    const bill = {
      _id: 'shopping',
      amount: name.includes('mount') ? 27 : 28,
      date: dates[name] ?? '2026-04-10',
      vendor: 'x'
    }
    const operation = await operationOf('shop')
    await test.ctx.stack.documents.update(OPERATIONS, { ...operation, amount: -28, bills: [] })
    const ask = (own: object): Promise<object> =>
      linkBankOperations(test.ctx, [bill], '', {}, { identifiers: ['papillon'], ...own })
    expect(await ask({})).toEqual({ shopping: { bill } })
    expect(await ask(over)).toMatchObject({ shopping: { debitOperation: { _id: 'shop' } } })
  })

  it('counts the bills that an operation has, whatever run they came from', async () => {
    const bill = (
      amount: number
    ): object & { _id: string; amount: number; date: string; originalAmount: number } => ({
      _id: `of${String(amount)}`,
      amount,
      originalAmount: 48,
      date: '2026-04-10'
    })
    const ask = (amount: number): Promise<object> =>
      linkBankOperations(test.ctx, [bill(amount)], '', {}, { identifiers: ['papillon'] })
    expect(await ask(28.01)).toEqual({ 'of28.01': { bill: bill(28.01) } })
    expect(await ask(28)).toMatchObject({ of28: { debitOperation: { _id: 'shop' } } })
    expect((await operationOf('shop')).bills).toEqual(['io.cozy.bills:earlier', 'io.cozy.bills:of28'])
  })

  it('takes removed bills out, for the one that stays', async () => {
    const gone = { _id: 'earlier', original: 'first', date: '2026-04-01' }
    await linkBankOperations(test.ctx, [], '', {}, { billsToRemove: [gone] })
    expect((await operationOf('shop')).bills).toEqual(['io.cozy.bills:first'])
    const before = await revisions()
    await linkBankOperations(test.ctx, [], '', {}, { billsToRemove: [gone] })
    expect(await revisions()).toEqual(before)
  })

  it('links nothing that somebody else has paid', async () => {
    const before = await revisions()
    const paid = { ...BILL, isThirdPartyPayer: true }
    expect(await linkBankOperations(test.ctx, [paid], '', {}, options)).toEqual({})
    expect(await revisions()).toEqual(before)
  })

  it('warns where the Cozy does not let it, and goes on', async () => {
    const other = await startTestContext({
      manifest: { permissions: { files: { type: 'io.cozy.files' }, accounts: { type: 'io.cozy.accounts' } } }
    })
    expect(await linkBankOperations(other.ctx, [BILL], '', {}, options)).toEqual({})
    await other.close()
    expect(other.lines).toContainEqual(
      expect.objectContaining({
        type: 'warning',
        message: expect.stringContaining('Failed to link bills with bank operations: ') as unknown
      })
    )
  })

  it('does a link again where an operation changes meanwhile', async () => {
    const { stack } = test.ctx
    const documents = {
      ...stack.documents,
      bulk: async (doctype: string, docs: readonly object[]) => {
        await stack.documents.change(OPERATIONS, 'doctor', doc => ({ ...doc, note: 'changed meanwhile' }))
        return stack.documents.bulk(doctype, docs)
      }
    }
    await linkBankOperations({ ...test.ctx, stack: { ...stack, documents } }, [BILL], '', {}, options)
    expect(await operationOf('doctor')).toMatchObject({
      note: 'changed meanwhile',
      bills: ['io.cozy.bills:bill'],
      reimbursements: [{ amount: 17.5 }]
    })
  })
})
