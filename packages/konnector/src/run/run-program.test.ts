import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createHarness, type Harness } from '@cozy-jobs/fixtures'
import type { LogRecord } from '@cozy-jobs/logging'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { buildKonnector, type BuiltKonnector } from '../testing/built-konnector.js'
import { startTestContext, type TestContext } from '../testing/test-context.js'

const MANIFEST = {
  name: 'Sample',
  slug: 'sample',
  type: 'konnector',
  editor: 'Cozy Jobs',
  language: 'node',
  version: '1.2.3',
  fields: { login: { type: 'text' }, password: { type: 'password' } },
  permissions: {
    accounts: { type: 'io.cozy.accounts' },
    todos: { type: 'io.cozy.todos' },
    files: { type: 'io.cozy.files' }
  }
}

const SOURCE = `
import { defineKonnector, KonnectorError } from '@cozy-jobs/konnector'

const acts = {
  save: async ({ stack, getCozyMetadata, fields }) => {
    await stack.documents.create('io.cozy.todos', { label: fields.login, cozyMetadata: getCozyMetadata() })
  },
  login: () => { throw new KonnectorError('LOGIN_FAILED', { message: 'Failed to sign in: no. Look.' }) },
  old: () => { throw new Error('VENDOR_DOWN') },
  missing: ({ stack }) => stack.documents.get('io.cozy.unheard.of', 'x'),
  unexpected: ({ fields }) => { throw new Error('the site said ' + fields.password) },
  uncaught: () => new Promise(() => { setTimeout(() => { throw new Error('nobody looked') }, 1) }),
  rejected: () => { void Promise.reject(new Error('nobody looked')); return new Promise(resolve => setTimeout(resolve, 60_000)) },
  long: () => { throw new Error('x'.repeat(100_000)) },
  wait: ({ log }) => { log.info('waiting'); return new Promise(resolve => setTimeout(resolve, 60_000)) }
}

export default defineKonnector<{ login: string; password: string }>(context =>
  acts[context.env.fields.act as keyof typeof acts](context as never))
`

const ACCOUNT = {
  'io.cozy.accounts': [
    { _id: 'a1', account_type: 'sample', auth: { login: 'camille', password: 'open-sesame-7' } }
  ]
}

let built: BuiltKonnector
let harness: Harness
let direct: TestContext

beforeAll(async () => {
  built = await buildKonnector(SOURCE, MANIFEST)
  harness = await createHarness({
    folder: built.folder,
    fixture: ACCOUNT
  })
  direct = await startTestContext()
}, 60_000)
afterAll(async () => {
  await harness?.close()
  await direct?.close()
  built?.remove()
})

const run = (act: string) => harness.run({ fields: { act } })

// What follows it is standard error.
const critical = (records: readonly LogRecord[]) => records.findLast(({ type }) => type === 'critical')

const told = (records: readonly LogRecord[]) =>
  records.find(({ message }) => message.startsWith('Stderr: '))?.message

describe('a built konnector on a stack', () => {
  it('saves and ends well, with the metadata of its own manifest', async () => {
    const { outcome, changes } = await run('save')
    expect(outcome).toEqual({ state: 'done' })
    expect(changes.find(({ doctype }) => doctype === 'io.cozy.todos')?.after).toMatchObject({
      label: 'camille',
      cozyMetadata: { createdByApp: 'sample', createdByAppVersion: '1.2.3', sourceAccount: 'a1' }
    })
  })

  it.each([
    ['login', 'LOGIN_FAILED', true],
    ['old', 'VENDOR_DOWN', undefined],
    ['missing', 'COZY_REFUSES', true],
    ['uncaught', 'nobody looked', undefined],
    ['rejected', 'nobody looked', undefined]
  ])('ends %s with %s', async (act, error, noRetry) => {
    const { outcome, records } = await run(act)
    expect(outcome).toMatchObject({ state: 'errored', error })
    expect(records.filter(({ type }) => type === 'critical')).toMatchObject([{ message: error }])
    expect(critical(records)?.no_retry).toBe(noRetry)
  })

  it('shows no password of the account', async () => {
    const { outcome, records } = await run('unexpected')
    expect(outcome).toMatchObject({ error: 'the site said ***' })
    expect(JSON.stringify(records)).not.toContain('open-sesame-7')
  })

  it('tells what a code of the table means, and no stack', async () => {
    const { records } = await run('login')
    expect(told(records)).toBe(
      'Stderr: The provider refuses the login or the password. The owner corrects them in the account.'
    )
  })

  it('tells where in its sources something unexpected was thrown', async () => {
    const { records } = await run('unexpected')
    expect(told(records)).toMatch(
      /^Stderr: Error: the site said \*\*\*\n(?: {4}at src\/index\.ts:\d+:\d+\n?)+$/
    )
  })

  it('tells every stack with LOG_LEVEL=debug', async () => {
    const verbose = await createHarness({
      folder: built.folder,
      fixture: ACCOUNT,
      modules: ['data:text/javascript,process.env.LOG_LEVEL="debug"']
    })
    const { records, outcome } = await verbose.run({ fields: { act: 'login' } })
    await verbose.close()
    expect(outcome).toMatchObject({ error: 'LOGIN_FAILED' })
    expect(told(records)).toMatch(/^Stderr: KonnectorError: LOGIN_FAILED\n {4}at .*index\.js/)
  })

  it('cuts a long error to what the stack keeps', async () => {
    const { records } = await run('long')
    expect(critical(records)?.message).toHaveLength(32 * 1024 - 1)
  })
})

it.each([
  ['SIGTERM', 143],
  ['SIGINT', 130]
] as const)('writes a critical line at %s, and exits with %d', async (signal, exitCode) => {
  const fields = JSON.stringify({ account: 'account-1', act: 'wait' })
  const child = spawn(process.execPath, [built.file], {
    env: { ...direct.variables, COZY_FIELDS: fields },
    stdio: ['ignore', 'pipe', 'ignore']
  })
  let out = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (!out.includes('waiting') && text.includes('waiting')) child.kill(signal)
    out += text
  })
  const [code] = (await once(child, 'close')) as [number]
  expect(code).toBe(exitCode)
  expect(JSON.parse(out.trim().split('\n').at(-1)!)).toMatchObject({
    type: 'critical',
    message: `The konnector got a ${signal}`
  })
})
