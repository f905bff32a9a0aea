import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { DocumentStore } from '@cozy-jobs/store'
import { connect, type Client } from '../realtime/testing/websocket-client.js'
import { send, startTestStack, type Answer, type Sent, type TestStack } from '../testing/test-stack.js'

const SCOPE =
  'io.cozy.todos io.cozy.files io.cozy.triggers io.cozy.jobs io.cozy.settings io.cozy.permissions io.cozy.accounts'

/** One instance, a word that is in all it is given, and what it has been answered. */
interface Side {
  domain: string
  word: string
  token: string
  client: Client
  heard: string[]
}

let test: TestStack
let sides: [Side, Side]

const make = async (name: string, word: string): Promise<Side> => {
  const domain = `${name}.localhost:${new URL(test.stack.url).port}`
  await test.admin('POST', `/instances?Domain=${domain}&PublicName=${word}`)
  const query = new URLSearchParams({ Domain: domain, Audience: 'cli', Scope: SCOPE }).toString()
  const token = (await test.admin('POST', `/instances/token?${query}`)).text
  const client = await connect(domain)
  const heard: string[] = []
  client.socket.on('message', (data: Buffer) => heard.push(data.toString()))
  client.say({ method: 'AUTH', payload: token })
  for (const type of ['io.cozy.todos', 'io.cozy.files', 'io.cozy.jobs', 'io.cozy.triggers']) {
    client.say({ method: 'SUBSCRIBE', payload: { type } })
  }
  return { domain, word, token, client, heard }
}

beforeAll(async () => {
  test = await startTestStack()
  // Their names differ in what a name of a folder or of a database may lose.
  sides = [await make('a.b', 'violet'), await make('a-b', 'orange')]
})

afterAll(async () => {
  for (const { client } of sides) client.socket.terminate()
  await test.stack.close()
})

const ask = ({ domain, token }: Side, method: string, path: string, sent: Sent = {}): Promise<Answer> =>
  send(method, `http://${domain}${path}`, { token, ...sent })

const attributes = (value: object): Sent => ({ body: { data: { attributes: value } } })

/** Requests that write: the same ids and names on both sides. */
const WRITES: Readonly<Record<string, (side: Side, n: number) => Promise<Answer>>> = {
  document: (side, n) => ask(side, 'PUT', `/data/io.cozy.todos/t${n}`, { body: { text: side.word } }),
  removal: async (side, n) => {
    const { json } = await ask(side, 'GET', `/data/io.cozy.todos/t${n}`)
    return ask(side, 'DELETE', `/data/io.cozy.todos/t${n}?rev=${json._rev ?? ''}`)
  },
  file: (side, n) =>
    ask(side, 'POST', `/files/?Type=file&Name=f${n}-${side.word}`, { body: `${side.word} ${n}` }),
  folder: (side, n) => ask(side, 'POST', `/files/?Type=directory&Name=d${n}-${side.word}`),
  trash: async (side, n) => {
    const { json } = await ask(side, 'GET', `/files/metadata?Path=/f${n}-${side.word}`)
    return ask(side, 'DELETE', `/files/${json.data?.id ?? 'none'}`)
  },
  permission: (side, n) =>
    ask(
      side,
      'POST',
      '/permissions?codes=all',
      attributes({ permissions: { [side.word]: { type: 'io.cozy.todos', values: [`t${n}`] } } })
    ),
  trigger: (side, n) =>
    ask(
      side,
      'POST',
      '/jobs/triggers',
      attributes({
        type: '@event',
        arguments: `io.cozy.todos:CREATED,UPDATED:t${n}:_id`,
        worker: 'log',
        debounce: n % 2 === 0 ? '1ms' : '',
        message: { word: side.word }
      })
    ),
  job: side =>
    ask(side, 'POST', '/jobs/queue/log', attributes({ arguments: { word: side.word }, options: {} })),
  settings: async (side, n) => {
    const answer = await ask(side, 'GET', '/settings/instance')
    if (answer.status !== 200) return answer
    const { id, attributes: old, meta } = answer.json.data
    return ask(side, 'PUT', '/settings/instance', {
      body: {
        data: {
          type: 'io.cozy.settings',
          id,
          meta,
          attributes: { ...old, city: `${side.word} ${n}` }
        }
      }
    })
  }
}

const READS: Readonly<Record<string, (side: Side, n: number) => string>> = {
  document: (_side, n) => `/data/io.cozy.todos/t${n}`,
  documents: () => '/data/io.cozy.todos/_all_docs?include_docs=true',
  files: () => '/files/io.cozy.files.root-dir',
  triggers: () => '/jobs/triggers',
  jobs: () => '/jobs/queue/log',
  settings: () => '/settings/instance',
  doctypes: () => '/data/_all_doctypes'
}

const step = fc.record({
  at: fc.integer({ min: 0, max: 1 }),
  act: fc.constantFrom(...Object.keys(WRITES), ...Object.keys(READS).map(name => `read ${name}`)),
  n: fc.integer({ min: 0, max: 3 }),
  stolen: fc.boolean()
})

const allOf = async (documents: DocumentStore): Promise<string> => {
  const whole = await Promise.all(
    (await documents.doctypes()).map(doctype => documents.list(doctype, { include_docs: true }))
  )
  return JSON.stringify(whole)
}

describe('two instances of one stack', () => {
  it('never see each other, whatever is asked of them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 20 }), async steps => {
        for (const { at, act, n, stolen } of steps) {
          const side = sides[at as 0 | 1]
          const other = sides[(1 - at) as 0 | 1]
          const asker = stolen ? { ...side, token: other.token } : side
          const read = READS[act.replace('read ', '')]
          const answer = await (act.startsWith('read ')
            ? ask(asker, 'GET', read!(side, n))
            : WRITES[act]!(asker, n))
          expect(answer.text).not.toContain(other.word)
          // What is not there is told before the token is looked at, as on the real stack.
          if (stolen) expect([400, 404]).toContain(answer.status)
          else expect(answer.status).toBeLessThan(500)
        }
        await test.stack.engine.fired()
        for (const [side, other] of [sides, [...sides].reverse() as [Side, Side]]) {
          const { documents } = test.stack.instances.get(side.domain)!
          expect(await allOf(documents)).not.toContain(other.word)
          expect(side.heard.join('\n')).not.toContain(other.word)
        }
      }),
      { numRuns: 12 }
    )
    // Else nothing has been shown.
    expect(sides.map(({ domain }) => test.stack.instances.get(domain)!.prefix).length).toBe(2)
    for (const { heard, word } of sides) expect(heard.join('\n')).toContain(word)
  })

  it('take no session of each other, though a browser sends both cookies to the one below', async () => {
    const port = new URL(test.stack.url).port
    const [above, below] = [`up.localhost:${port}`, `low.up.localhost:${port}`]
    const logIn = async (domain: string): Promise<string> => {
      const query = new URLSearchParams({
        Domain: domain,
        Passphrase: 'sent',
        KdfIterations: '50000',
        Key: 'k'
      })
      await test.admin('POST', `/instances?${query.toString()}`)
      const form = await send('GET', `http://${domain}/auth/login`)
      const csrf = /_csrf=([\w-]+)/.exec(String(form.headers['set-cookie']))![1]!
      const answer = await send('POST', `http://${domain}/auth/login`, {
        body: new URLSearchParams({ passphrase: 'sent', csrf_token: csrf }).toString(),
        headers: { cookie: `_csrf=${csrf}`, 'content-type': 'application/x-www-form-urlencoded' }
      })
      return /cozysessid=[\w.-]+/.exec(String(answer.headers['set-cookie']))![0]
    }
    const [one, two] = [await logIn(above), await logIn(below)]
    const isIn = async (domain: string, cookie: string): Promise<boolean> =>
      !(await send('GET', `http://${domain}/`, { headers: { cookie } })).headers.location!.includes(
        '/auth/login'
      )
    expect([await isIn(above, one), await isIn(below, one), await isIn(above, two)]).toEqual([
      true,
      false,
      false
    ])
    expect(await isIn(below, `${one}; ${two}`)).toBe(true)
  })
})

describe('an instance that is made again under the name of a destroyed one', () => {
  it('has nothing of it, takes none of its tokens, and hears nothing of its jobs', async () => {
    const before = await make('again', 'crimson')
    await ask(before, 'PUT', '/data/io.cozy.todos/t1', { body: { text: before.word } })
    await ask(before, 'POST', '/files/?Type=file&Name=crimson', { body: before.word })
    const { prefix } = test.stack.instances.get(before.domain)!
    expect((await test.admin('DELETE', `/instances/${before.domain}`)).status).toBe(204)
    expect(await before.client.closed).toBeGreaterThan(0)
    expect((await ask(before, 'GET', '/data/io.cozy.todos/t1')).status).toBe(404)
    const after = await make('again', 'silver')
    expect((await ask(before, 'GET', '/data/io.cozy.todos/t1')).status).toBe(400)
    expect((await ask(after, 'GET', '/data/io.cozy.todos/t1')).status).toBe(404)
    const { documents, files } = test.stack.instances.get(after.domain)!
    expect(await allOf(documents)).not.toContain('crimson')
    expect(await files.inDoubt()).toEqual([])
    expect(await test.stack.store.prefixes()).not.toContain(prefix)
    after.client.socket.terminate()
  })
})
