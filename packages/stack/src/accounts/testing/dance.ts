import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fixturify from 'fixturify'
import { createSessionCode } from '../../auth/session-codes.js'
import type { Instance } from '../../instances/api.js'
import { startTestStack, type Answer } from '../../testing/test-stack.js'
import { accountTypes } from './account-types.js'

/** What the provider was asked. */
interface Asked {
  method: string
  url: string
  headers: IncomingHttpHeaders
  body: URLSearchParams
}

export const word = (...parts: string[]): string => parts.join('-')
export const ACCESS = word('access', 'token', '1')
export const REFRESH = word('refresh', 'token', '1')

const GRANT = {
  access_token: ACCESS,
  refresh_token: REFRESH,
  token_type: 'bearer',
  expires_in: 3600,
  scope: 'read',
  uid: 7
}

/** Where an answer leads to. */
export const led = (answer: Answer): URL => {
  if (answer.status !== 303) throw new Error(`${answer.status} ${answer.text}`)
  return new URL(answer.headers.location!)
}

/** A provider of OAuth on loopback, a stack that knows it by account types, and a konnector on it. */
export const startDance = async () => {
  const asked: Asked[] = []
  const lines: string[] = []
  const answers: { next: { status: number; body: unknown } } = { next: { status: 200, body: GRANT } }
  const provider = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      asked.push({ method, url, headers, body: new URLSearchParams(body) })
      const { status, body: answer } = answers.next
      const text = typeof answer === 'string' ? answer : JSON.stringify(answer)
      response.writeHead(status, { 'content-type': 'application/json', location: '/elsewhere' }).end(text)
    })
  }).listen(0, '127.0.0.1')
  await once(provider, 'listening')
  const at = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`
  const folder = mkdtempSync(join(tmpdir(), 'accounts-'))
  const manifest = {
    slug: 'bank',
    name: 'Bank',
    type: 'konnector',
    version: '1.0.0',
    permissions: { accounts: { type: 'io.cozy.accounts' } },
    oauth: { scope: ['read', 'write'] }
  }
  fixturify.writeSync(folder, {
    'manifest.konnector': JSON.stringify(manifest),
    'index.js':
      'console.log(JSON.stringify({ type: "info", message: `got ${JSON.parse(process.env.COZY_PARAMETERS).secret}` }))'
  })
  const test = await startTestStack({ log: line => lines.push(line) })
  const [instance] = test.stack.instances.list() as [Instance]
  const installKonnector = async (slug: string): Promise<void> => {
    await test.ask('POST', `/konnectors/${slug}?Source=file://${folder}`, {
      token: await test.cli('io.cozy.konnectors'),
      headers: { accept: 'text/event-stream' }
    })
  }
  await installKonnector('bank')
  for (const [id, body] of Object.entries(accountTypes(at))) {
    await test.admin('PUT', `/secrets/io.cozy.account_types/${id}`, { body })
  }

  /** As the owner, by a code that opens a session. */
  const asOwner = (path: string): Promise<Answer> => {
    const code = createSessionCode(test.stack.store, instance, test.stack.clock.now())
    return test.ask('GET', `${path}${path.includes('?') ? '&' : '?'}session_code=${code}`)
  }
  const start = async (type: string, query = ''): Promise<URL> =>
    led(await asOwner(`/accounts/${type}/start${query}`))

  return {
    test,
    instance,
    folder,
    at,
    asked,
    /** What the provider answers next, until `reset`. */
    answers,
    /** What the log has said. */
    lines,
    installKonnector,
    asOwner,
    start,
    stateFor: async (type: string, query = ''): Promise<string> =>
      (await start(type, query)).searchParams.get('state')!,
    stored: (id: string) => instance.documents.get('io.cozy.accounts', id),
    reset: () => {
      asked.length = 0
      answers.next = { status: 200, body: GRANT }
    },
    close: async () => {
      await test.stack.close()
      provider.close()
      rmSync(folder, { recursive: true })
    }
  }
}
