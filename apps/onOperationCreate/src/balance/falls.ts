import type { Account, BankSettings } from '../bank/documents.js'

/** An account that has come under the owner's limit since it was last looked at. */
export interface Fall {
  account: Account
  balance: number
  limit: number
}

export interface BalanceCheck {
  falls: Fall[]
  /** The settings to be written; undefined where nothing changed. */
  settings?: BankSettings
}

/** What is owed by nature is no balance that falls. */
const isDebt = ({ type = '' }: Account): boolean => /loan|credit ?card|liability/i.test(type)

const sameEntries = (one: Record<string, string>, other: Record<string, string>): boolean =>
  JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort())

/**
 * Who falls under the limit is told of once: the settings keep the balance of each account that is under it, until it
 * has come back up, and an account that stands there is passed over.
 */
export const checkBalances = (accounts: Account[], settings: BankSettings | undefined): BalanceCheck => {
  const { enabled, value: limit } = settings?.notifications?.balanceLower ?? {}
  if (!settings || !enabled || typeof limit !== 'number') return { falls: [] }
  const told = settings.balancesNotifications ?? {}
  const under = accounts.flatMap(account =>
    !isDebt(account) && typeof account.balance === 'number' && account.balance < limit
      ? [{ account, balance: account.balance, limit }]
      : []
  )
  const now = Object.fromEntries(
    under.map(({ account, balance }) => [account._id, told[account._id] ?? String(balance)])
  )
  return {
    falls: under.filter(({ account }) => told[account._id] === undefined),
    ...(!sameEntries(told, now) && { settings: { ...settings, balancesNotifications: now } })
  }
}
