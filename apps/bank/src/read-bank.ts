import type { Http } from '@cozy-jobs/konnector'

/** An account, as the bank's API tells it. */
export interface BankAccount {
  id: string
  label: string
  number: string
  type: string
  balance: number
}

/** An operation, as the bank's API tells it. */
export interface BankOperation {
  id: string
  account: string
  date: string
  label: string
  amount: number
}

/** All operations, page by page, the oldest first. */
export const readOperations = async (bank: Http): Promise<BankOperation[]> => {
  const all: BankOperation[] = []
  let from: number | undefined = 0
  while (from !== undefined) {
    const page: { operations: BankOperation[]; next?: number } = await bank
      .get('/api/operations', { query: { from } })
      .json()
    all.push(...page.operations)
    from = page.next
  }
  return all.reverse()
}

/** `io.cozy.bank.accounts` */
export const toAccount = ({ id, ...account }: BankAccount) => ({
  ...account,
  vendorId: id,
  institutionLabel: 'Banque des Deux Rives',
  currency: 'EUR'
})

/** `io.cozy.bank.operations` */
export const toOperation = (
  { id, account, date, label, amount }: BankOperation,
  accounts: ReadonlyMap<string, string>
) => ({
  vendorId: id,
  account: accounts.get(account),
  date: `${date}T12:00:00.000Z`,
  label,
  originalBankLabel: label,
  amount,
  currency: 'EUR'
})
