import { createHarness, type Harness } from '@cozy-jobs/fixtures'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { build } from '@cozy-jobs/webpack-config'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '..')
const account = (_id: string, password: string) => ({
  _id,
  account_type: 'hello-konnector',
  folderId: 'io.cozy.files.root-dir',
  auth: { login: 'camille', password }
})
const fixture = { 'io.cozy.accounts': [account('good', 'open-sesame'), account('wrong', 'close-sesame')] }

let harness: Harness
beforeAll(async () => {
  await build(folder)
  harness = await createHarness({ folder, fixture })
}, 60_000)
afterAll(() => harness?.close())

const run = (id: string) => harness.run({ fields: { account: id } })

describe('the konnector', () => {
  it('ends with LOGIN_FAILED where the password is wrong', async () => {
    const { outcome, files } = await run('wrong')
    expect(outcome).toMatchObject({ state: 'errored', error: 'LOGIN_FAILED' })
    expect(files).toEqual([])
  })

  it('saves the bill and its file', async () => {
    const { outcome, changes, files } = await run('good')
    expect(outcome).toEqual({ state: 'done' })
    expect(files).toMatchObject([{ path: '/2026-03-02_hello_19.90EUR_H-2026-03.pdf' }])
    const bills = changes.filter(({ doctype }) => doctype === 'io.cozy.bills')
    expect(bills.map(({ after }) => after)).toMatchObject([
      {
        vendor: 'hello',
        vendorRef: 'H-2026-03',
        date: '2026-03-02T12:00:00.000Z',
        amount: 19.9,
        currency: 'EUR',
        invoice: expect.stringMatching(/^io\.cozy\.files:./) as unknown
      }
    ])
  })

  it('saves nothing a second time', async () => {
    const { outcome, changes, files } = await run('good')
    expect({ outcome, changes, files }).toEqual({ outcome: { state: 'done' }, changes: [], files: [] })
  })
})

describe('a provider of another address', () => {
  let page: string | undefined
  let site: Server
  let copy: string
  let visiting: Harness
  beforeAll(async () => {
    site = createServer((_request, response) => {
      response.writeHead(page === undefined ? 503 : 200, { 'content-type': 'text/html' }).end(page)
    })
    await new Promise<void>(resolve => site.listen(0, '127.0.0.1', resolve))
    const baseUrl = `http://127.0.0.1:${(site.address() as AddressInfo).port}/`
    copy = mkdtempSync(join(tmpdir(), 'cozy-jobs-hello-'))
    cpSync(join(folder, 'build'), copy, { recursive: true })
    const file = join(copy, 'manifest.konnector')
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as object
    writeFileSync(file, JSON.stringify({ ...manifest, parameters: { baseUrl } }))
    visiting = await createHarness({ folder: copy, fixture })
  })
  afterAll(async () => {
    await visiting?.close()
    rmSync(copy, { recursive: true, force: true })
    await new Promise(resolve => site.close(resolve))
  })

  it('that is down ends the run with VENDOR_DOWN', async () => {
    const { outcome, files } = await visiting.run({ fields: { account: 'good' } })
    expect(outcome).toMatchObject({ state: 'errored', error: 'VENDOR_DOWN' })
    expect(files).toEqual([])
  })

  it.each([
    ['form', 'INVALID_FORM', '<h1>Hello</h1>'],
    ['bill', 'UNKNOWN_ERROR', '<form><input name="login"></form><table><tr class="bill"></tr></table>']
  ])('that has changed its %s ends the run with %s', async (_what, error, changed) => {
    page = changed
    const { outcome, files } = await visiting.run({ fields: { account: 'good' } })
    expect(outcome).toMatchObject({ state: 'errored', error })
    expect(files).toEqual([])
  })
})
