import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RunningStack } from '../stack.js'
import * as testing from '../testing/test-stack.js'

/** An answer of the stack, its body read where it is JSON. */
export interface Answer {
  status: number
  type: string | undefined
  // The tests look at what they expect, wherever it stands.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- any JSON
  json: any
}

const MANIFEST = {
  name: 'Banks',
  slug: 'banks',
  type: 'webapp',
  version: '1.0.0',
  permissions: {
    triggers: { type: 'io.cozy.triggers', selector: 'worker', values: ['service'] },
    jobs: { type: 'io.cozy.jobs' }
  },
  routes: { '/': { folder: '/', index: 'index.html', public: false } },
  services: {
    onOperation: { type: 'node', file: 'onOperation.js', trigger: '@event io.cozy.bank.operations:CREATED' },
    fails: { type: 'node', file: 'fails.js' }
  }
}

const FILES = {
  'manifest.webapp': JSON.stringify(MANIFEST),
  'index.html': '<p>',
  'onOperation.js': '',
  'fails.js': 'process.exit(3)'
}

/** The body of a JSON:API request. */
export const attributes = (fields: object): object => ({ data: { attributes: fields } })

/** A stack in memory with the app `banks`, and a client of its own. */
export interface TestStack {
  stack: RunningStack
  /** With the token of the command line where none is given, without one for ''. */
  call(method: string, path: string, body?: unknown, token?: string): Promise<Answer>
  tokenFor(audience: 'cli' | 'app', query: { Subject: string; Scope?: string }): Promise<string>
  close(): Promise<void>
}

const SCOPE = 'io.cozy.apps io.cozy.jobs io.cozy.triggers io.cozy.bank.operations'

/** Starts the stack on free ports and waits until its app is installed. */
export const startTestStack = async (): Promise<TestStack> => {
  const base = await testing.startTestStack()
  const { stack } = base
  const app = mkdtempSync(join(tmpdir(), 'jobs-test-'))
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(app, name), text)

  const tokenFor: TestStack['tokenFor'] = (audience, { Subject, Scope }) =>
    audience === 'cli' ? base.cli(Scope ?? '') : base.token(audience, Subject)
  const own = await base.cli(SCOPE)
  const call: TestStack['call'] = async (method, path, body, token = own) => {
    const headers = body === undefined ? {} : { 'content-type': 'application/json' }
    const sent = { token, headers, ...(body !== undefined && { body }) }
    const answer = await base.ask(method, path, sent)
    const json: unknown = answer.json === undefined ? answer.text : answer.json
    return { status: answer.status, type: answer.headers['content-type'], json }
  }
  const isReady = async (): Promise<boolean> => {
    const answer = await call('GET', '/apps/banks')
    return (answer.json as { data?: { attributes: { state: string } } }).data?.attributes.state === 'ready'
  }

  await call('POST', `/apps/banks?Source=${encodeURIComponent(`file://${app}`)}`)
  while (!(await isReady())) await new Promise(setImmediate)
  return {
    stack,
    call,
    tokenFor,
    close: async () => {
      await stack.close()
      rmSync(app, { recursive: true, force: true })
    }
  }
}
