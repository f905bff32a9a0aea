import { startTestStack, type TestStack } from '@cozy-jobs/fixtures'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { buildCopy, type BuiltCopy } from '../provider-site/testing/open-konnector.js'
import { startBank } from './start-bank.mjs'

const LOGIN = 'camille@example.org'
const PASSWORD = ['open', 'sesame', '9'].join('-')

let copies: BuiltCopy[]
let bank: Awaited<ReturnType<typeof startBank>>
let cozy: TestStack

beforeAll(async () => {
  bank = await startBank({ accounts: { [LOGIN]: PASSWORD } })
  copies = [await buildCopy('bank', { baseUrl: bank.url }), await buildCopy('onOperationCreate')]
  cozy = await startTestStack({
    date: '2026-11-20T08:00:00Z',
    fixture: {
      'io.cozy.accounts': [
        { _id: 'bank-account', account_type: 'bank', auth: { login: LOGIN, password: PASSWORD } },
        { _id: 'wrong', account_type: 'bank', auth: { login: LOGIN, password: 'another-one' } }
      ]
    },
    install: copies.map(({ folder }) => folder)
  })
}, 120_000)
afterAll(async () => {
  await cozy?.close()
  await bank?.close()
  for (const copy of copies ?? []) copy.remove()
})

const importBank = async (account = 'bank-account') => {
  const message = { konnector: 'bank', account }
  await cozy.stack.engine.push(cozy.instance, {
    worker: 'konnector',
    message,
    manual: true,
    options: { max_exec_count: 1 }
  })
  await cozy.settled()
  // The service waits for two quiet seconds.
  await cozy.advance('3s')
}
const namesOfRuns = () => cozy.runs().map(({ name, outcome }) => `${name}: ${outcome.state}`)

it('the service sorts what the konnector imports', async () => {
  await importBank()
  expect(namesOfRuns()).toEqual(expect.arrayContaining(['bank: done', 'onOperationCreate: done']))
  const accounts = await cozy.documents.all('io.cozy.bank.accounts')
  expect(accounts.map(({ type }) => type).sort()).toEqual(['Checkings', 'Savings'])
  const operations = await cozy.documents.all('io.cozy.bank.operations')
  expect(operations).toHaveLength(9)
  for (const { account, automaticCategoryId } of operations) {
    expect(accounts.map(({ _id }) => _id)).toContain(account)
    expect(automaticCategoryId).toEqual(expect.any(String))
  }
}, 60_000)

it('a second import adds nothing and leaves the categories alone', async () => {
  const before = await cozy.documents.all('io.cozy.bank.operations')
  await importBank()
  expect(await cozy.documents.all('io.cozy.bank.operations')).toEqual(before)
  expect(await cozy.documents.all('io.cozy.bank.accounts')).toHaveLength(2)
}, 60_000)

it('a wrong password ends the konnector with LOGIN_FAILED', async () => {
  await importBank('wrong')
  expect(cozy.runs().at(-1)?.outcome).toMatchObject({ state: 'errored', error: 'LOGIN_FAILED' })
}, 60_000)
