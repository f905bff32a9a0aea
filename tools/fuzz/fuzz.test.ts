import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startStack } from '@cozy-jobs/stack'
import { HERE } from '../conformance/read-scenarios.mjs'
import { call, startStackProcess } from '../stack-process/stack-process.mjs'
import { faultOf } from './judge.js'
import { requestTo, type FuzzRequest, type Known } from './requests.js'
import { createSender } from './send.js'

/** FUZZ_RUNS=20 asks twenty times as much, FUZZ_SEED=7 something else. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 1)
const SEED = Number(process.env.FUZZ_SEED ?? 20)

/** So many requests at once: their order is open, as it is between real clients. */
const AT_ONCE = 10
const REQUESTS = 1000 * RUNS

const SCOPE =
  'io.cozy.todos io.cozy.files io.cozy.apps io.cozy.konnectors io.cozy.jobs io.cozy.triggers io.cozy.permissions ' +
  'io.cozy.settings io.cozy.notifications io.cozy.accounts io.cozy.never.seen io.cozy.oauth.clients'

const PASSPHRASE = 'not in any answer'

// The route table of the stack itself: a family that is added is asked too.
const open = await startStack({ port: 0, adminPort: 0, data: 'memory' })
await open.close()
const { routes } = open
const families = [...new Set(routes.map(({ port, family }) => `${port} ${family}`))]

const folder = mkdtempSync(join(tmpdir(), 'fuzz-'))
let stack: Awaited<ReturnType<typeof startStackProcess>>
let known: Known
/** Whom each request is from: the command line, an app, those whom it has shared something with, a forger. */
const tokens: string[] = []
/** Those that no answer may show: a code is shown to its owner. */
const secrets = [PASSPHRASE]

const adminToken = async (query: Record<string, string>): Promise<string> => {
  const asked = new URLSearchParams({ Domain: stack.domain, ...query }).toString()
  return (await call(`127.0.0.1:${stack.adminPort}`, 'POST', `/instances/token?${asked}`)).text
}

const install = async (kind: string, slug: string, token: string): Promise<void> => {
  cpSync(join(HERE, 'fixtures', slug), join(folder, slug), { recursive: true })
  const source = encodeURIComponent(`file://${join(folder, slug)}`)
  // The event stream ends when the code is there.
  await stack.call('POST', `/${kind}/${slug}?Source=${source}`, {
    token,
    headers: { accept: 'text/event-stream' }
  })
}

/** The codes of one share, the long one and the short one. */
const shareCodes = async (app: string): Promise<string[]> => {
  const permissions = { todos: { type: 'io.cozy.todos', verbs: ['GET'] } }
  const json = { data: { type: 'io.cozy.permissions', attributes: { permissions } } }
  const { codes, shortcodes } = (await stack.call('POST', '/permissions?codes=one', { token: app, json }))
    .json.data.attributes
  return [codes.one, shortcodes.one]
}

beforeAll(async () => {
  stack = await startStackProcess({ args: ['--memory', '--passphrase', PASSPHRASE] })
  const cli = await adminToken({ Audience: 'cli', Scope: SCOPE })
  await install('apps', 'svcdemo', cli)
  await install('konnectors', 'kondemo', cli)
  const app = await adminToken({ Audience: 'app', Subject: 'svcdemo' })
  tokens.push(cli, app, ...(await shareCodes(app)), `${cli}x`)
  secrets.push(cli, app)
  await stack.call('PUT', '/data/io.cozy.todos/one', { token: cli, json: { label: 'kept' } })
  const made = await stack.call('POST', '/files/?Type=file&Name=a.txt', { token: cli, json: {} })
  known = {
    ids: [
      'one',
      'svcdemo',
      'kondemo',
      made.json.data.id,
      'io.cozy.files.root-dir',
      'io.cozy.files.trash-dir'
    ],
    sources: [
      `file://${join(folder, 'svcdemo')}`,
      `file://${join(folder, 'kondemo')}`,
      `file://${join(folder, 'nowhere')}`,
      'file://',
      'registry://svcdemo',
      'registry://svcdemo/stable/9.9.9',
      'git://127.0.0.1:1/nothing',
      'http://127.0.0.1:1/x.tar.gz',
      'ftp://127.0.0.1:1/',
      'nothing',
      '%zz'
    ],
    tokens: tokens.length
  }
}, 60_000)

afterAll(async () => {
  await stack.stop()
  rmSync(folder, { recursive: true, force: true })
})

const shown = ({ port, label, method, path, headers, body, token }: FuzzRequest): string =>
  JSON.stringify({
    port,
    label,
    method,
    path: path.slice(0, 600),
    headers,
    token,
    body: body?.toString('latin1').slice(0, 600)
  })

/** What the stack has said about errors of its own. */
const bugs = (): string => {
  const first = stack.said.findIndex(line => line.includes('Failed to answer'))
  return first < 0 ? '' : stack.said.slice(first, first + 12).join('\n')
}

describe(`whatever is asked (FUZZ_SEED=${SEED})`, () => {
  const checkAnswers = async (arbitrary: fc.Arbitrary<FuzzRequest>) => {
    const { send, close } = createSender(
      stack.domain,
      { instance: Number(stack.port), admin: Number(stack.adminPort) },
      tokens
    )
    const check = async (request: FuzzRequest) => {
      const answer = await send(request).catch((error: Error) => {
        throw new Error(`${error.message}: ${shown(request)}`)
      })
      const fault = answer && faultOf(answer, request, secrets)
      if (fault)
        throw new Error(`An answer ${fault}: ${shown(request)} ${answer.text.slice(0, 300)}\n${bugs()}`)
    }
    const property = fc.asyncProperty(
      fc.array(arbitrary, { minLength: AT_ONCE, maxLength: AT_ONCE }),
      async requests => void (await Promise.all(requests.map(check)))
    )
    try {
      await fc.assert(property, { numRuns: REQUESTS / AT_ONCE, seed: SEED, endOnFailure: true })
    } finally {
      close()
    }
    expect((await stack.call('GET', '/version')).status).toBe(200)
    expect(stack.child.exitCode).toBeNull()
  }

  it.each(families)(
    'the routes of %s answer without an error of ours',
    async name => {
      const own = routes.filter(({ port, family }) => `${port} ${family}` === name)
      await checkAnswers(requestTo(own, known))
    },
    60_000 * RUNS
  )

  it(
    'the domains of apps answer without an error of ours',
    async () => {
      const pages = ['/', '/public/:file', '/assets/:file', '/:any', '/:any/:any', '/data/:doctype/:id'].map(
        path => ({
          port: 'instance' as const,
          method: 'GET',
          path
        })
      )
      await checkAnswers(requestTo(pages, known, ['svcdemo.', 'kondemo.', 'none.', 'a.b.']))
    },
    60_000 * RUNS
  )
})
