import { describe, expect, it } from '@jest/globals'
import type { Account, BankSettings } from '../bank/documents.js'
import { checkBalances } from './falls.js'

const account = (balance: number, more: Partial<Account> = {}): Account => ({
  _id: 'checking',
  label: 'Daily',
  balance,
  ...more
})
const settings = (more: Partial<BankSettings> = {}): BankSettings => ({
  _id: 'settings',
  notifications: { balanceLower: { enabled: true, value: 100 } },
  ...more
})
const told = settings({ balancesNotifications: { checking: '90' } })

describe('an account falls under the limit', () => {
  it('once: the balance is noted', () => {
    expect(checkBalances([account(90)], settings())).toEqual({
      falls: [{ account: account(90), balance: 90, limit: 100 }],
      settings: told
    })
  })

  it('not again while it stays there', () => {
    expect(checkBalances([account(50)], told)).toEqual({ falls: [] })
  })

  it('again after it has come back up', () => {
    const recovered = checkBalances([account(100)], told)
    expect(recovered).toEqual({ falls: [], settings: settings({ balancesNotifications: {} }) })
    expect(checkBalances([account(80)], recovered.settings).falls).toHaveLength(1)
  })
})

describe('nothing falls', () => {
  it.each([
    ['at the limit itself', account(100), settings()],
    ['without settings', account(-5), undefined],
    [
      'where the owner wants none',
      account(-5),
      settings({ notifications: { balanceLower: { enabled: false, value: 100 } } })
    ],
    ['without a limit', account(-5), settings({ notifications: { balanceLower: { enabled: true } } })],
    ['for a loan', account(-5, { type: 'Loan' }), settings()],
    ['for a credit card', account(-5, { type: 'CreditCard' }), settings()],
    ['without a balance', { _id: 'checking' }, settings()]
  ])('%s', (_case, one, given) => {
    expect(checkBalances([one], given)).toEqual({ falls: [] })
  })
})
