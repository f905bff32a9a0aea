import { defineKonnector, HttpError, KonnectorError } from '@cozy-jobs/konnector'
import { readOperations, toAccount, toOperation, type BankAccount } from './read-bank.js'

interface Fields {
  login: string
  password: string
}

export default defineKonnector<Fields, { baseUrl: string }>(async konnector => {
  const { fields, parameters, http, log, updateOrCreate, hydrateAndFilter, addData } = konnector
  const { login, password } = fields
  const site = http.extend({ baseUrl: parameters.baseUrl })

  const { token } = await site
    .post('/api/session', { json: { login, password } })
    .json<{ token: string }>()
    .catch((error: unknown) => {
      if (HttpError.is(error) && error.status === 401) throw new KonnectorError('LOGIN_FAILED')
      throw error
    })
  log.hide([token])
  const bank = site.extend({ headers: { authorization: `Bearer ${token}` } })

  // Accounts change: their balance. Operations do not: what is there stays, with what other apps have written into it.
  const { accounts } = await bank.get('/api/accounts').json<{ accounts: BankAccount[] }>()
  const saved = await updateOrCreate(accounts.map(toAccount), 'io.cozy.bank.accounts', ['vendorId'])
  const ids = new Map(saved.map(account => [account.vendorId, account._id]))

  const operations = (await readOperations(bank)).map(operation => toOperation(operation, ids))
  const fresh = await hydrateAndFilter(operations, 'io.cozy.bank.operations', { keys: ['vendorId'] })
  await addData(fresh, 'io.cozy.bank.operations')
  log.info(`Saved ${saved.length} accounts and ${fresh.length} new operations`)
})
