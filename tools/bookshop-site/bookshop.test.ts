import { loopbackPreload } from '@cozy-jobs/env'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { Harness, RunResult } from '@cozy-jobs/fixtures'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import {
  buildCopy,
  criticalOf,
  openKonnector,
  ROOT_FOLDER,
  type BuiltCopy
} from '../provider-site/testing/open-konnector.js'
import { openGate } from '../provider-site/testing/open-gate.js'
import { startBookshop } from './start-bookshop.mjs'

const LOGIN = 'camille@example.org'
const PASSWORD = ['open', 'sesame', '8'].join('-')
const CUSTOMER = { login: LOGIN, password: PASSWORD }

type Bookshop = Awaited<ReturnType<typeof startBookshop>>

let built: BuiltCopy
let shop: Bookshop
let harness: Harness & { account: string }

const open = (parameters: object = {}, auth: object = CUSTOMER, more: object = {}) =>
  openKonnector(built, 'bookshop', { parameters: { baseUrl: shop.url, ...parameters }, auth, more })

beforeAll(async () => {
  built = await buildCopy('bookshop')
  shop = await startBookshop({ accounts: { [LOGIN]: PASSWORD } })
  harness = await open()
}, 60_000)
afterAll(async () => {
  await harness?.close()
  await shop?.close()
  built?.remove()
})

const names = ({ files }: RunResult) => files.map(({ path }) => path).sort()
const all = (doctype: string) => harness.instance.documents.find(doctype, { selector: {}, limit: 1000 })
const files = async () => (await all('io.cozy.files')).docs.filter(({ type }) => type === 'file')
const seenSince = async (work: () => Promise<unknown>) => {
  const before = shop.seen.length
  await work()
  return shop.seen.slice(before)
}

/** Runs a built konnector as a stack does. Answers its last line. */
const runProgram = async (file: string, env: Record<string, string>) => {
  const child = spawn(process.execPath, [file], { env, stdio: ['ignore', 'pipe', 'ignore'] })
  let out = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
  const [code] = (await once(child, 'close')) as [number]
  return { code, out: JSON.parse(out.trim().split('\n').at(-1)!) as unknown }
}

// One Cozy goes through all of it: at the end everything is there once.
describe.each([
  ['down', 'VENDOR_DOWN', 'the site answered 503 Service Unavailable, 4 times. The next run tries again.'],
  ['busy', 'VENDOR_DOWN', 'asks to wait 86400 s. Ask less often'],
  ['changed-form', 'INVALID_FORM', 'nothing matches `#login`. Look at the page of the provider.'],
  ['captcha', 'CHALLENGE_ASKED', 'use solveCaptcha'],
  [
    'html-for-json',
    'VENDOR_DOWN',
    'answered the page "Back soon – La Poule aux livres" where JSON was expected'
  ],
  ['changed-list', 'UNKNOWN_ERROR', 'there is no table of bills. Look whether the site has changed.'],
  ['cut-files', 'FILE_DOWNLOAD_FAILED', 'B-2025-06: see the lines above. The next run tries again.'],
  ['half-files', 'FILE_DOWNLOAD_FAILED', 'B-2025-06: see the lines above. The next run tries again.'],
  ['html-files', 'FILE_DOWNLOAD_FAILED', 'B-2025-06: see the lines above. The next run tries again.']
])('a shop that is %s', (fault, error, advice) => {
  it(`ends the run with ${error}, and nothing is saved by half`, async () => {
    shop.set({ fault })
    const result = await harness.run()
    expect(result.outcome).toMatchObject({ state: 'errored', error })
    expect(criticalOf(result)?.['detail']).toContain(advice)
    expect(JSON.stringify(result.records)).not.toContain(PASSWORD)
    expect(await files()).toEqual([])
  })
})

describe('a shop that works, after all that', () => {
  it('gives every bill once, with the names that it has, though a session ends in the middle', async () => {
    shop.endSessions()
    shop.set({ fault: 'none', sessionLength: 6 })
    const cut = await harness.run()
    expect(cut.outcome).toMatchObject({ state: 'errored', error: 'VENDOR_DOWN' })
    expect(criticalOf(cut)?.['detail']).toContain('The next run signs in again.')
    shop.endSessions()
    shop.set({ fault: 'busy-for-a-moment', sessionLength: Infinity })
    const whole = await harness.run()
    expect([whole.outcome, criticalOf(whole)]).toEqual([{ state: 'done' }, undefined])
    expect((await files()).map(({ name }) => name).sort()).toEqual([
      '2025-06-04_Où vont les phares_17.25EUR_B-2025-06.pdf',
      '2025-12-03_Atlas of rivers_9.90EUR_B-2025-12.pdf',
      '2026-01-07_Le café à 3 €_39.30EUR_B-2026-01.pdf',
      '2026-02-06_Cuisine à l’œil_31.95EUR_B-2026-02.pdf',
      '2026-05-05_L’été des hirondelles_24.60EUR_B-2026-05.pdf',
      '2026-07-04_A garden in pots_17.25EUR_B-2026-07.pdf',
      '2026-10-03_Où vont les phares_9.90EUR_B-2026-10.pdf'
    ])
    expect((await all('io.cozy.bills')).docs).toHaveLength(7)
  })

  it('is visited with the session of the last run, and nothing is written again', async () => {
    shop.set({ fault: 'none' })
    let second: RunResult | undefined
    const seen = await seenSince(async () => (second = await harness.run()))
    expect(second).toMatchObject({ outcome: { state: 'done' }, changes: [] })
    expect(seen).toContain('GET /account')
    expect(seen.filter(one => one.endsWith('/login') || one.endsWith('.pdf'))).toEqual([])
  })

  it('is read in windows-1252 as well: the same names', async () => {
    shop.set({ fault: 'windows-1252' })
    expect(await harness.run()).toMatchObject({ outcome: { state: 'done' }, changes: [] })
    shop.set({ fault: 'none' })
  })
})

describe('a shop that asks for a code', () => {
  const answer = async (to: (code: string) => string) => {
    let code = ''
    shop.endSessions()
    shop.set({
      fault: 'none',
      sessionLength: Infinity,
      twoFactor: true,
      onCode: (sent: string) => (code = sent)
    })
    const other = await open()
    const accounts = other.instance.documents
    const asked = async () => {
      const account = await accounts.get('io.cozy.accounts', other.account)
      return account['state'] === 'TWOFA_NEEDED.EMAIL' ? account : undefined
    }
    // As the owner does in Cozy Home, once it shows that a code is needed.
    const running = other.run()
    let account = await asked()
    while (!account) account = await setImmediate().then(asked)
    await accounts.put('io.cozy.accounts', { ...account, twoFACode: to(code) })
    const result = await running
    return { other, result }
  }

  it('gets it from the owner, and asks for none in the next run', async () => {
    const { other, result } = await answer(code => code)
    try {
      expect(result.outcome).toEqual({ state: 'done' })
      const seen = await seenSince(() => other.run())
      expect(seen.filter(path => path.includes('/login'))).toEqual([])
    } finally {
      await other.close()
    }
  })

  it('ends the run where the code is wrong', async () => {
    const { other, result } = await answer(() => '000000')
    try {
      expect(result.outcome).toMatchObject({ error: 'USER_ACTION_NEEDED.WRONG_TWOFA_CODE' })
    } finally {
      shop.set({ twoFactor: false })
      await other.close()
    }
  })
})

describe('a Cozy that', () => {
  it.each([
    ['has no password', { login: LOGIN }, {}, 'LOGIN_FAILED.NEEDS_SECRET', 'Enter both'],
    [
      'has a wrong password',
      { login: LOGIN, password: 'another-one' },
      {},
      'LOGIN_FAILED',
      'Look at login and password'
    ],
    ['has lost the folder', CUSTOMER, { folderId: 'gone' }, 'NOT_EXISTING_DIRECTORY', '']
  ])('%s ends the run with its error', async (_, auth, account, error, advice) => {
    const other = await open({}, auth, account)
    try {
      const result = await other.run()
      expect(result.outcome).toMatchObject({ state: 'errored', error })
      expect(criticalOf(result)?.['detail']).toContain(advice)
      expect(result.files).toEqual([])
    } finally {
      await other.close()
    }
  })

  it('is full keeps what there was room for, and no bill without its file', async () => {
    const other = await open()
    try {
      other.instance.diskQuota = 2_000
      const result = await other.run()
      expect(result.outcome).toMatchObject({ state: 'errored', error: 'DISK_QUOTA_EXCEEDED' })
      expect(result.files.length).toBeLessThan(7)
      other.instance.diskQuota = 0
      const again = await other.run()
      expect(again.outcome).toEqual({ state: 'done' })
      expect([...names(result), ...names(again)]).toHaveLength(7)
    } finally {
      await other.close()
    }
  })

  it('is gone half way ends the run with COZY_DOWN; the next one goes on, and nothing is there twice', async () => {
    shop.set({ fault: 'none', sessionLength: Infinity, twoFactor: false })
    const other = await open()
    const { stack, instance, account } = other
    let files = 0
    const gate = await openGate(
      stack.url,
      (method, path) => method === 'POST' && path.includes('Type=file') && ++files === 3
    )
    try {
      const query = new URLSearchParams({ Domain: stack.domain, Audience: 'konn', Subject: 'bookshop' })
      const url = new URL(`/instances/token?${query.toString()}`, stack.adminUrl)
      const token = await fetch(url, { method: 'POST' })
      const { code, out } = await runProgram(join(built.folder, 'build/index.js'), {
        NODE_ENV: 'production',
        NODE_OPTIONS: `--require=${loopbackPreload()}`,
        COZY_URL: gate.url,
        COZY_CREDENTIALS: (await token.text()).trim(),
        COZY_FIELDS: JSON.stringify({ konnector: 'bookshop', account, folder_to_save: ROOT_FOLDER }),
        COZY_PARAMETERS: JSON.stringify({ baseUrl: shop.url }),
        COZY_LOCALE: 'en',
        COZY_TIME_LIMIT: '305',
        COZY_JOB_ID: `konnector/0/${'a'.repeat(32)}`
      })
      expect(code).toBe(1)
      expect(out).toMatchObject({
        type: 'critical',
        message: 'COZY_DOWN',
        detail: expect.stringMatching(
          /^Failed to .*: the Cozy did not answer .* Look whether the stack runs at COZY_URL/
        )
      })
      const again = await other.run()
      expect(again.outcome).toEqual({ state: 'done' })
      const { docs } = await instance.documents.find('io.cozy.files', {
        selector: { type: 'file' },
        limit: 20
      })
      expect(new Set(docs.map(({ name }) => name)).size).toBe(7)
      expect(docs).toHaveLength(7)
      const bills = await instance.documents.find('io.cozy.bills', { selector: {}, limit: 20 })
      expect(bills.docs).toHaveLength(7)
    } finally {
      await gate.close()
      await other.close()
    }
  }, 60_000)

  it('waits for a shop that says nothing no longer than it was told', async () => {
    shop.set({ fault: 'slow' })
    const other = await open({ timeout: 100 })
    try {
      const result = await other.run()
      expect(result.outcome).toMatchObject({ state: 'errored', error: 'VENDOR_DOWN' })
      expect(criticalOf(result)?.['detail']).toContain('nothing came for 0.1 s')
    } finally {
      shop.set({ fault: 'none' })
      await other.close()
    }
  })
})
