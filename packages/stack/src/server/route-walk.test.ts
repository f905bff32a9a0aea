import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startTestStack, type TestStack } from '../testing/test-stack.js'

let test: TestStack
let token: string
let domain: string
const folder = mkdtempSync(join(tmpdir(), 'route-walk-'))

beforeAll(async () => {
  test = await startTestStack({ data: { folder } })
  ;({ domain } = test.stack)
  token = await test.cli(
    'io.cozy.todos io.cozy.apps io.cozy.files io.cozy.jobs io.cozy.triggers io.cozy.settings'
  )
  await test.ask('PUT', '/data/io.cozy.todos/one', { token, body: { label: 'kept' } })
  await test.ask('POST', '/files/?Type=file&Name=kept.txt', { token, body: 'kept' })
})

afterAll(async () => {
  await test.stack.close()
  rmSync(folder, { recursive: true })
})

/** The bytes of every file in the data folder, but for the databases: those are read through the store. */
const contents = (): unknown[] =>
  (readdirSync(folder, { recursive: true }) as string[])
    .filter(name => !/(^|\/)documents\//.test(name) && statSync(join(folder, name)).isFile())
    .sort()
    .map(name => [
      name,
      createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex')
    ])

/** All that the store holds, instances and secrets too. */
const everything = async (): Promise<string> => {
  const { store, history } = test.stack
  // What is written down a moment later is written by whoever asks for it.
  await history.decisions('', '', '', 1)
  const found: unknown[] = []
  for (const prefix of (await store.prefixes()).sort()) {
    const documents = store.documents(prefix)
    for (const doctype of await documents.doctypes()) {
      found.push([prefix, doctype, (await documents.list(doctype, { include_docs: true })).rows])
    }
  }
  return JSON.stringify([found, contents()])
}

/** One request as these bytes; the status of its answer, or 'closed' where there is none. */
const statusOf = (port: number, text: string): Promise<number | 'closed'> =>
  new Promise((resolve, reject) => {
    let got = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    socket.setEncoding('latin1')
    socket.on('data', chunk => {
      got += String(chunk)
      const [, status] = /^HTTP\/1\.1 (\d+) .*\r\n/.exec(got) ?? []
      if (!status) return
      resolve(Number(status))
      socket.destroy()
    })
    socket.on('error', reject)
    socket.on('close', () => resolve('closed'))
    socket.setTimeout(10_000, () => socket.destroy(new Error(`No answer to ${text}`)))
  })

const BODY = '{"data":{"attributes":{"label":"changed"}}}'

type Head = (method: string, path: string) => string[]

const target = (method: string, path: string): string => `${method} ${path} HTTP/1.1`

const host =
  (...names: string[]): Head =>
  (method, path) => [target(method, path), ...names.map(name => `Host: ${name}`)]

const origin =
  (...names: string[]): Head =>
  (method, path) => [...host(domain)(method, path), ...names.map(name => `Origin: ${name}`)]

const upgrade: Head = (method, path) => [
  ...host('evil.example')(method, path),
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=='
]

const HOSTS = [
  'evil.example',
  'EVIL.EXAMPLE',
  '',
  'a b',
  '127.1',
  '2130706433',
  '0x7f.0.0.1',
  '0177.0.0.1',
  '0.0.0.0',
  '127.0.0.2',
  '127.0.0.1.',
  '127.0.0.1.evil.example',
  'local%68ost',
  'localhost.',
  'cozy.localhost.:8080',
  'localhost.evil.example',
  'evillocalhost',
  'ⓛocalhost',
  'localhost:80:80',
  'localhost:abc',
  'localhost:99999',
  'localhost:-1',
  'localhost:+1',
  'user@localhost',
  'user:word@localhost',
  'localhost@evil.example',
  'evil.example@localhost',
  'localhost#evil.example',
  'localhost?evil.example',
  'localhost/evil.example',
  'localhost\\evil.example',
  'localhost,evil.example',
  'localhost evil.example',
  'localhost\tevil.example',
  '..localhost',
  '.localhost',
  'http://localhost',
  '//localhost',
  '::1',
  '[::1',
  '[::2]',
  '[::1].evil.example',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[::1%25lo]',
  `${'a'.repeat(5000)}.localhost`,
  `${'a.'.repeat(1000)}evil.example`
]

const ORIGINS = [
  'https://evil.example',
  'null',
  '',
  'file://',
  'http://localhost.evil.example',
  'http://localhost@evil.example',
  'http://evil.example@localhost',
  'http://localhost.',
  'http://127.1',
  'http://local%68ost',
  'http://localhost/',
  'http://localhost, https://evil.example',
  'chrome-extension://localhost',
  'localhost'
]

const REFUSED: [string, Head][] = [
  ...HOSTS.map((name): [string, Head] => [`Host ${name.slice(0, 40)}`, host(name)]),
  ...ORIGINS.map((name): [string, Head] => [`Origin ${name}`, origin(name)]),
  ['no Host', host()],
  ['no Host, as HTTP/1.0', (method, path) => [`${method} ${path} HTTP/1.0`]],
  ['a second Host', (...asked) => host(domain, 'evil.example')(...asked)],
  ['a Host before its own', (...asked) => host('evil.example', domain)(...asked)],
  ['its own Host twice', (...asked) => host(domain, domain)(...asked)],
  ['a second Origin', (...asked) => origin(`http://${domain}`, 'https://evil.example')(...asked)],
  ['a foreign address', (method, path) => host(domain)(method, `http://evil.example${path}`)],
  [
    'a foreign X-Forwarded-Host',
    (...asked) => [...host('evil.example')(...asked), `X-Forwarded-Host: ${domain}`]
  ],
  ['an upgrade', upgrade]
]

/** So many connections at once. */
const AT_ONCE = 64

const inTurn = async <T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> => {
  const results: R[] = []
  for (let at = 0; at < items.length; at += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(at, at + AT_ONCE).map(work))))
  }
  return results
}

describe('every route of both ports, and the ways that lead nowhere', () => {
  it('refuses what is foreign or malformed, and changes nothing', async () => {
    const before = await everything()
    const changes: unknown[] = []
    const end = test.stack.store.onChange(change => void changes.push(change))
    const ports = { instance: new URL(test.stack.url).port, admin: new URL(test.stack.adminUrl).port }
    const nowhere = [
      ['GET', '/nowhere'],
      ['OPTIONS', '/data/io.cozy.todos/one'],
      ['PROPFIND', '/files/'],
      ['GET', '/%'],
      ['GET', '//'],
      ['GET', '/realtime/']
    ].flatMap(([method = '', path = '']) =>
      (['instance', 'admin'] as const).map(port => ({ port, method, path }))
    )
    const asked = [...test.stack.routes, ...nowhere].flatMap(({ port, method, path }) =>
      REFUSED.map(([why, head]) => ({
        port,
        method,
        path: path.replaceAll(/:doctype/g, 'io.cozy.todos').replaceAll(/:[\w-]+|\*/g, 'one'),
        why,
        head
      }))
    )
    const statuses = await inTurn(asked, async ({ port, method, path, head }) => {
      const lines = [
        ...head(method, path),
        `Authorization: Bearer ${token}`,
        `Connection: ${head === upgrade ? 'Upgrade' : 'close'}`
      ]
      const body = ['GET', 'HEAD', 'OPTIONS'].includes(method) ? '' : BODY
      return statusOf(
        Number(ports[port]),
        [...lines, `Content-Length: ${body.length}`, '', body].join('\r\n')
      )
    })
    end()
    const served = asked
      .map(({ port, method, path, why }, at) => `${statuses[at]} ${port} ${method} ${path}: ${why}`)
      .filter((_line, at) => statuses[at] !== 403 && statuses[at] !== 400)
    expect(served.slice(0, 50)).toEqual([])
    expect(changes).toEqual([])
    expect(await everything()).toBe(before)
    expect(asked.length).toBeGreaterThan(5000)
  }, 120_000)
})
