import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RunningStack } from '../stack.js'
import { startStack } from '../start-stack.js'

/** An answer of the stack, its body read where it is JSON. */
export interface Answer {
  status: number
  type: string | undefined
  // The tests look at what they expect, wherever it stands.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- any JSON
  json: any
}

const send = (method: string, url: URL, headers: Record<string, string>, body?: string): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const sent = httpRequest(
      {
        host: '127.0.0.1',
        port: url.port,
        path: url.pathname + url.search,
        method,
        agent: false,
        headers: {
          host: url.host,
          accept: 'application/json',
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers
        }
      },
      answer => {
        let text = ''
        answer.setEncoding('utf8')
        answer.on('data', (chunk: string) => (text += chunk))
        answer.on('end', () => {
          let json: unknown = text
          try {
            json = JSON.parse(text)
          } catch {
            // Told as it is: an empty body, or plain text.
          }
          resolve({ status: answer.statusCode ?? 0, type: answer.headers['content-type'], json })
        })
      }
    )
    sent.on('error', reject)
    sent.end(body)
  })

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
  const stack = await startStack({ port: 0, adminPort: 0, data: 'memory' })
  const app = mkdtempSync(join(tmpdir(), 'jobs-test-'))
  mkdirSync(app, { recursive: true })
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(app, name), text)

  const tokenFor: TestStack['tokenFor'] = async (audience, query) => {
    const url = new URL('instances/token', stack.adminUrl)
    url.search = String(new URLSearchParams({ Domain: stack.domain, Audience: audience, ...query }))
    return (await send('POST', url, {})).json as string
  }
  const cli = await tokenFor('cli', { Subject: 'CLI', Scope: SCOPE })
  const call: TestStack['call'] = (method, path, body, token = cli) =>
    send(
      method,
      new URL(path, stack.url),
      token ? { authorization: `Bearer ${token}` } : {},
      body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
    )
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
