import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { KNOWN_ROUTES } from './known-routes.js'
import { send, startTestStack, type Answer, type Sent, type TestStack } from '../testing/test-stack.js'

let test: TestStack
let token: string

beforeAll(async () => {
  test = await startTestStack()
  token = await test.cli('io.cozy.todos io.cozy.apps io.cozy.files io.cozy.jobs io.cozy.triggers')
  await test.ask('PUT', '/data/io.cozy.todos/one', { token, body: { label: 'kept' } })
})

afterAll(() => test.stack.close())

/** Each route of the real stack, ours among them, with something in the place of its parameters. */
const routes = (port: 'instance' | 'admin'): [method: string, path: string][] =>
  KNOWN_ROUTES[port].flatMap(line => {
    const [methods = '', pattern = ''] = line.split(' ')
    const path = pattern.replaceAll(/:doctype/g, 'io.cozy.todos').replaceAll(/:[\w-]+|\*/g, 'one')
    return methods.split(',').map((method): [string, string] => [method, path])
  })

/** All that the store holds, instances and secrets too. */
const everything = async (): Promise<string> => {
  const { store } = test.stack
  const found: unknown[] = []
  for (const prefix of (await store.prefixes()).sort()) {
    const documents = store.documents(prefix)
    for (const doctype of await documents.doctypes()) {
      found.push([prefix, doctype, (await documents.list(doctype, { include_docs: true })).rows])
    }
  }
  return JSON.stringify(found)
}

const FOREIGN: [string, Record<string, string>][] = [
  ['Host', { host: 'evil.example' }],
  ['Origin', { origin: 'https://evil.example' }]
]

describe.each(FOREIGN)('a foreign %s', (_name, headers) => {
  it.each(['instance', 'admin'] as const)(
    'is refused on every route of the %s port, and changes nothing',
    async port => {
      const before = await everything()
      const base = port === 'instance' ? `http://${test.stack.domain}` : new URL(test.stack.adminUrl).origin
      const sent: Sent = { token, headers, body: '{"label":"changed"}' }
      const asked = [...routes(port), ['GET', '/nowhere'], ['OPTIONS', '/data/io.cozy.todos/one']] as const
      const answers = await Promise.all(
        asked.map(
          async ([method, path]) => `${method} ${path} ${(await send(method, base + path, sent)).status}`
        )
      )
      expect(answers).toEqual(asked.map(([method, path]) => `${method} ${path} 403`))
      expect(await everything()).toBe(before)
    }
  )
})

describe('the guard', () => {
  const status = async (headers: Record<string, string>): Promise<number> =>
    (await test.ask('GET', '/version', { headers })).status

  it.each(['localhost', 'localhost:3000', 'drive.localhost', '127.0.0.1:1', '[::1]:8080', 'COZY.localhost'])(
    'answers to %s',
    async host => expect(await status({ host })).toBe(200)
  )

  it.each([
    'http://localhost:3000',
    'http://drive.cozy.localhost:8080',
    'https://127.0.0.1',
    'http://[::1]:8080'
  ])('takes the Origin %s', async origin => expect(await status({ origin })).toBe(200))

  it.each([
    'localhost.evil.example',
    'evillocalhost',
    'user@localhost',
    'localhost/evil',
    'localhost:99999',
    'local%68ost',
    '127.1',
    '0x7f.0.0.1',
    'localhost.',
    '[0:0:0:0:0:0:0:1]',
    '0.0.0.0',
    '192.168.0.1',
    ' '
  ])('refuses the Host %j', async host => expect(await status({ host })).toBe(403))

  it.each([
    'null',
    'file://',
    'http://localhost.evil.example',
    'http://localhost@evil.example',
    'localhost',
    ''
  ])('refuses the Origin %j', async origin => expect(await status({ origin })).toBe(403))

  it('says what it refuses, and lets no page read it', async () => {
    const answer: Answer = await test.ask('GET', '/version', { headers: { origin: 'https://evil.example' } })
    expect(answer.json.error).toBe(
      'Failed to serve the request: its Origin is "https://evil.example", and this stack answers to its own alone. ' +
        "Use an instance's domain, localhost or 127.0.0.1."
    )
    expect(answer.headers['access-control-allow-origin']).toBeUndefined()
  })

  it('answers to the domain of every instance and below it', async () => {
    await test.admin('POST', '/instances?Domain=alice.example:8080')
    expect(await status({ host: 'alice.example:1' })).toBe(200)
    expect(await status({ host: 'drive.alice.example' })).toBe(200)
    await test.admin('DELETE', '/instances/alice.example:8080')
    expect(await status({ host: 'alice.example:1' })).toBe(403)
  })

  it('lets a web app of an own sub-domain read the answer', async () => {
    const origin = `http://drive.${test.stack.domain}`
    const answer = await test.ask('OPTIONS', '/data/io.cozy.todos/one', {
      headers: { origin, 'access-control-request-headers': 'authorization' }
    })
    expect(answer.status).toBe(204)
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-credentials': 'true',
      'access-control-allow-headers': 'authorization'
    })
  })
})
