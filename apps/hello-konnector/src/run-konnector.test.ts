import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { TokenCredentials } from '@cozy-jobs/env'
import { openCozy } from './cozy.js'
import { startDemoProvider, type DemoProvider } from './demo-provider.js'
import { runKonnector } from './run-konnector.js'
import { startRecordingCozy, type RecordingCozy } from './testing/recording-cozy.js'

const pages = join(import.meta.dirname, '../assets/provider')
const customer = { login: 'tester', password: 's3same-open' }
const lines: unknown[] = []
const hidden: string[] = []
const log = {
  info: (line: unknown) => void lines.push(line),
  hide: (more: readonly string[]) => void hidden.push(...more)
}

let provider: DemoProvider
let stack: RecordingCozy

const run = (more: { site?: string; folder?: string } = {}) =>
  runKonnector({
    cozy: openCozy(stack.url, new TokenCredentials('a-token')),
    log,
    site: provider.url,
    account: 'account',
    ...more
  })

beforeAll(async () => {
  provider = await startDemoProvider(pages, customer)
  stack = await startRecordingCozy('a-token')
})
afterAll(async () => {
  await provider.close()
  await stack.close()
})
beforeEach(() => {
  stack.reset(customer)
  lines.length = 0
})

describe('a run', () => {
  it('saves the bill as a file and a document', async () => {
    await run({ folder: 'bills-folder' })
    expect(stack.files()).toEqual([
      {
        folder: 'bills-folder',
        name: '2026-03-02_hello_19.90EUR_H-2026-03.pdf',
        mime: 'application/pdf',
        head: '%PDF-1.4'
      }
    ])
    expect(stack.bills()).toEqual({
      'hello-account-H-2026-03': {
        type: 'other',
        vendor: 'hello',
        vendorRef: 'H-2026-03',
        date: '2026-03-02T12:00:00.000Z',
        amount: 19.9,
        currency: 'EUR',
        invoice: 'io.cozy.files:file-1'
      }
    })
    expect(lines).toEqual(['Bills saved: 1'])
    expect(hidden).toContain(customer.password)
  })

  it('saves nothing a second time', async () => {
    await run()
    await run()
    expect(lines).toEqual(['Bills saved: 1', 'Bills saved: 0'])
    expect(stack.files()).toHaveLength(1)
  })

  it('takes the file that a broken run has left', async () => {
    await run()
    stack.forgetBills()
    await run()
    expect(stack.files()).toHaveLength(1)
    expect(Object.values(stack.bills())).toMatchObject([{ invoice: 'io.cozy.files:file-1' }])
  })
})

describe('a run ends with', () => {
  it('LOGIN_FAILED where the provider refuses', async () => {
    stack.reset({ ...customer, password: 'wrong' })
    await expect(run()).rejects.toMatchObject({ code: 'LOGIN_FAILED', message: 'LOGIN_FAILED' })
    expect(stack.files()).toEqual([])
  })

  it('VENDOR_DOWN where the provider is not there', async () => {
    const gone = await startDemoProvider(pages, customer)
    await gone.close()
    await expect(run({ site: gone.url })).rejects.toMatchObject({ message: 'VENDOR_DOWN' })
  })

  it('VENDOR_DOWN where the provider breaks', async () => {
    const broken = await startDemoProvider(join(pages, 'nowhere'), customer)
    await expect(run({ site: broken.url })).rejects.toMatchObject({ message: 'VENDOR_DOWN' })
    await broken.close()
  })

  it('one clear message where the stack refuses', async () => {
    stack.refuse()
    await expect(run()).rejects.toThrow(
      'Failed to read the account: the stack answered 403. Look at the permissions in the manifest, and at the log of the stack.'
    )
  })
})
