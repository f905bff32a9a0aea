import { installLoopbackNames } from '@cozy-jobs/env'
import { createHarness, type Harness } from '@cozy-jobs/fixtures'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { randomBytes } from 'node:crypto'
import { OwnerBrowser } from '../clients/owner-browser.js'
import { buildCopy, criticalOf, type BuiltCopy } from '../provider-site/testing/open-konnector.js'
import { startPower } from './start-power.mjs'

const client = { id: 'our-cozy', secret: randomBytes(12).toString('hex') }

let power: Awaited<ReturnType<typeof startPower>>
let built: BuiltCopy
let harness: Harness
let owner: OwnerBrowser

const setType = async (more: object = {}): Promise<void> => {
  const type = {
    grant_mode: 'authorization_code',
    client_id: client.id,
    client_secret: client.secret,
    auth_endpoint: `${power.url}/oauth/authorize`,
    token_endpoint: `${power.url}/oauth/token`,
    ...more
  }
  const url = new URL('/secrets/io.cozy.account_types/power-company', harness.stack.adminUrl)
  const answer = await fetch(url, { method: 'PUT', body: JSON.stringify(type) })
  expect(answer.ok).toBe(true)
}
const start = async (query = ''): Promise<URL> =>
  new URL(await owner.led(`${harness.stack.url.replace(/\/$/, '')}/accounts/power-company/start${query}`))

beforeAll(async () => {
  installLoopbackNames()
  power = await startPower({ client })
  built = await buildCopy('power-company', { baseUrl: power.url })
  harness = await createHarness({ folder: built.folder })
  owner = new OwnerBrowser(harness.stack.url.replace(/\/$/, ''))
  await setType()
}, 60_000)
afterAll(async () => {
  await harness?.close()
  await power?.close()
  built?.remove()
})

/** The owner says yes on the supplier's page; the stack makes the account. */
const connect = async (): Promise<string> => {
  const body = (await start()).searchParams
  const yes = await fetch(`${power.url}/oauth/authorize`, { method: 'POST', body, redirect: 'manual' })
  const back = new URL(await owner.led(yes.headers.get('location')!))
  return back.searchParams.get('account')!
}
const run = (account: string) =>
  harness.run({ fields: { account, folder_to_save: 'io.cozy.files.root-dir' } })

it.each([
  ['as the manifest says', {}, '', 'bills.read profile'],
  ['as a text', { scope: 'bills.read' }, '', 'bills.read'],
  ['as a list', { scope: ['bills.read', 'profile'] }, '', 'bills.read profile'],
  ['as false: none', { scope: false }, '', null],
  ['as null: none', { scope: null }, '', null],
  ['as the address says', { scope: 'profile' }, '?scope=bills.read', 'bills.read']
])('asks for a scope %s', async (_, type, query, scope) => {
  await setType(type)
  expect((await start(query)).searchParams.get('scope') || null).toBe(scope)
})

describe('a konnector with what OAuth gives', () => {
  it('fetches the bills; takes a new token for one that has expired; ends where the access is gone', async () => {
    await setType()
    const account = await connect()
    const first = await run(account)
    expect(first.outcome).toEqual({ state: 'done' })
    expect(first.files.map(({ path }) => path).sort()).toEqual([
      '/2026-09-01_61.75EUR_E-2026-09.pdf',
      '/2026-10-01_58.20EUR_E-2026-10.pdf',
      '/2026-11-01_58.20EUR_E-2026-11.pdf'
    ])
    power.expireTokens()
    const second = await run(account)
    expect(second.outcome).toEqual({ state: 'done' })
    expect(second.changes.map(({ doctype }) => doctype)).toEqual(['io.cozy.accounts'])
    expect(power.seen).toContain('POST /oauth/token')
    power.revoke()
    const third = await run(account)
    expect(third.outcome).toMatchObject({ error: 'USER_ACTION_NEEDED.OAUTH_OUTDATED' })
    expect(criticalOf(third)?.['detail']).toContain('Connect the account again.')
    expect(JSON.stringify([first, second, third].map(({ records }) => records))).not.toContain(client.secret)
  })
})
