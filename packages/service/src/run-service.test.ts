import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { buildServices, type BuiltServices } from './testing/built-services.js'
import { withDataServer } from './testing/data-server.js'
import { runFile } from './testing/run-file.js'

const TOKEN = 'eyJhbGciOi.secret-of-the-app.c2lnbmF0dXJl'

const relationships = {
  recurrence: { data: { _id: 'r1', _type: 'io.cozy.bank.recurrence' } },
  bills: {
    data: [
      { _id: 'b1', _type: 'io.cozy.bills' },
      { _id: 'b2', _type: 'io.cozy.bills' }
    ]
  }
}
const OPERATIONS = { 'io.cozy.bank.operations': { o1: { label: 'Bakery', account: 'a1', relationships } } }
const RELATED = {
  'io.cozy.bank.accounts': { a1: { label: 'Joint account' } },
  'io.cozy.bank.recurrence': { r1: { label: 'Monthly' } },
  'io.cozy.bills': { b1: { label: 'First bill' }, b2: { label: 'Second bill' } }
}

const SOURCES = {
  reads: `
    import { Q } from 'cozy-client'
    void runService(async ({ client, log }) => {
      const { data } = await client.query(Q('io.cozy.bank.operations').getById('o1'))
      log.info(data.label)
    }, { doctypes: ['io.cozy.bank.operations'] })`,
  relations: `
    import { Q } from 'cozy-client'
    const schema = {
      operations: { doctype: 'io.cozy.bank.operations', relationships: {
        account: { type: 'belongs-to-in-place', doctype: 'io.cozy.bank.accounts' },
        recurrence: { type: 'has-one', doctype: 'io.cozy.bank.recurrence' },
        bills: { type: 'has-many', doctype: 'io.cozy.bills' } } },
      accounts: { doctype: 'io.cozy.bank.accounts' },
      recurrence: { doctype: 'io.cozy.bank.recurrence' },
      bills: { doctype: 'io.cozy.bills' } }
    void runService(async ({ client, log }) => {
      const asked = Q('io.cozy.bank.operations').getById('o1').include(['account', 'recurrence', 'bills'])
      const { data } = await client.query(asked)
      const { account, recurrence, bills } = client.hydrateDocument(data)
      log.info([account, recurrence].map(one => one.data.label).concat(bills.data.map(bill => bill.label)).join())
    }, { schema, autoHydrate: true })`,
  all: `
    import { readAll } from '@cozy-jobs/service'
    void runService(async ({ client, log }) => {
      const bills = await readAll<{ label: string }>(client, 'io.cozy.bills')
      log.info(bills.map(({ label }) => label).join())
      log.info(String((await readAll(client, 'io.cozy.contacts')).length))
    }, { doctypes: ['io.cozy.bills', 'io.cozy.contacts'] })`,
  tells: `
    void runService(({ doc, payload, fields, parameters, env, log }) => {
      log.info('told', { told: { doc, payload, fields, parameters, mode: env.mode, locale: env.locale } })
    })`,
  throws: `
    void runService(({ env, client }) => {
      setInterval(() => {}, 1000)
      const cause = new Error('because of ' + env.credentials.text)
      throw new Error('Cannot save with ' + env.credentials.text, { cause })
    })`,
  rejects: `void runService(() => { void Promise.reject(new Error('nobody looks')); return new Promise(() => setInterval(() => {}, 1000)) })`,
  laterThrows: `void runService(() => { setTimeout(() => { throw new Error('later') }, 1) })`,
  throwsText: `void runService(() => { throw 'LOGIN_FAILED' })`,
  refused: `void runService(({ client }) => client.stackClient.fetchJSON('GET', '/data/io.cozy.todos/t1'))`,
  writesMuch: `
    void runService(({ log }) => {
      for (let i = 0; i < 3000; i++) log.info(String(i).padEnd(2000, '.'))
      throw new Error('at the end')
    })`
} satisfies Record<string, string>

let services: BuiltServices
beforeAll(async () => {
  services = await buildServices(SOURCES)
}, 60_000)
afterAll(() => services.remove())

const production = (port = 1) => ({
  COZY_URL: `http://127.0.0.1:${port}/`,
  COZY_CREDENTIALS: TOKEN,
  COZY_LOCALE: 'fr',
  COZY_LANGUAGE: 'node',
  COZY_TIME_LIMIT: '305',
  COZY_JOB_ID: 'service/0/0123456789abcdef',
  COZY_FIELDS: '{"slug":"bank"}'
})

describe('a service that runs', () => {
  it('asks the Cozy with the token of its app, ends at once and with 0', () =>
    withDataServer(OPERATIONS, async (port, asked) => {
      const { lines, stderr, code } = await runFile(services.file('reads'), production(port))
      expect({ lines, stderr, code }).toMatchObject({
        lines: [{ type: 'info', message: 'Bakery' }],
        stderr: '',
        code: 0
      })
      expect(asked).toEqual([`GET /data/io.cozy.bank.operations/o1 Bearer ${TOKEN}`])
    }))

  it('asks the Cozy as an OAuth client', () =>
    withDataServer(OPERATIONS, async (port, asked) => {
      const COZY_CREDENTIALS = JSON.stringify({
        clientID: 'c1',
        clientSecret: 'client-secret',
        token: { tokenType: 'bearer', accessToken: 'access-token', refreshToken: 'refresh-token', scope: 'x' }
      })
      const { lines, code } = await runFile(services.file('reads'), { ...production(port), COZY_CREDENTIALS })
      expect({ lines, code }).toMatchObject({ lines: [{ message: 'Bakery' }], code: 0 })
      expect(asked).toEqual(['GET /data/io.cozy.bank.operations/o1 Bearer access-token'])
    }))

  it('resolves the relationships of its schema: in place, to one, to many', () =>
    withDataServer({ ...OPERATIONS, ...RELATED }, async port => {
      const { lines, stderr } = await runFile(services.file('relations'), production(port))
      expect({ lines, stderr }).toMatchObject({
        lines: [{ message: 'Joint account,Monthly,First bill,Second bill' }],
        stderr: ''
      })
    }))

  it('reads all documents of a doctype in one request, none where there is no such doctype yet', () =>
    withDataServer(RELATED, async (port, asked) => {
      const { lines, code } = await runFile(services.file('all'), production(port))
      expect({ lines, code }).toMatchObject({
        lines: [{ message: 'First bill,Second bill' }, { message: '0' }],
        code: 0
      })
      expect(asked.map(each => each.split('?')[0])).toEqual([
        'GET /data/io.cozy.bills/_all_docs',
        'GET /data/io.cozy.contacts/_all_docs'
      ])
    }))

  it('is told the document, the payload and the message', async () => {
    const { lines } = await runFile(services.file('tells'), {
      ...production(),
      COZY_COUCH_DOC: '{"_id":"o1"}',
      COZY_PAYLOAD: '{"hook":true}'
    })
    expect(lines).toMatchObject([
      {
        told: {
          doc: { _id: 'o1' },
          payload: { hook: true },
          fields: { slug: 'bank' },
          mode: 'production',
          locale: 'fr'
        }
      }
    ])
  })

  it('runs without a document, as on a date or after a debounce', async () => {
    const { lines, code } = await runFile(services.file('tells'), { ...production(), COZY_COUCH_DOC: '' })
    expect(lines).toEqual([
      expect.objectContaining({ told: expect.not.objectContaining({ doc: expect.anything() }) })
    ])
    expect(code).toBe(0)
  })

  it('reaches cozy.localhost in dev mode, and says what no stack told it', () =>
    withDataServer(OPERATIONS, async (port, asked) => {
      const { lines, code } = await runFile(services.file('reads'), {
        NODE_ENV: 'development',
        COZY_URL: `http://cozy.localhost:${port}/`,
        COZY_CREDENTIALS: TOKEN
      })
      expect(lines).toMatchObject([
        { type: 'info', message: expect.stringContaining('COZY_COUCH_DOC') },
        { type: 'info', message: 'Bakery' }
      ])
      expect(asked).toHaveLength(1)
      expect(code).toBe(0)
    }))
})

describe('a service that fails', () => {
  const failureOf = async (name: keyof typeof SOURCES, env: Record<string, string> = production()) => {
    const { lines, stderr, code } = await runFile(services.file(name), env)
    const critical = lines.filter(({ type }) => type === 'critical')
    return { messages: critical.map(({ message }) => message), lines, stderr, code }
  }

  it('ends with 1, one critical line and a stack trace without secrets, whatever still runs', async () => {
    const { messages, stderr, code, lines } = await failureOf('throws')
    expect({ messages, code }).toEqual({ messages: ['Cannot save with ***'], code: 1 })
    expect(stderr).toMatch(
      /^Error: Cannot save with \*\*\*\n {4}at .*\nCaused by: Error: because of \*\*\*\n/s
    )
    expect(stderr + JSON.stringify(lines)).not.toContain('secret-of-the-app')
  })

  it.each([
    ['rejects', 'nobody looks'],
    ['laterThrows', 'later'],
    ['throwsText', 'LOGIN_FAILED']
  ] as const)('ends with 1 when it %s', async (name, message) => {
    expect(await failureOf(name)).toMatchObject({ messages: [message], code: 1 })
  })

  it('tells what the stack answered', () =>
    withDataServer({}, async port => {
      const { messages, code } = await failureOf('refused', production(port))
      expect({ messages, code }).toEqual({ messages: [expect.stringContaining('missing')], code: 1 })
    }))

  it('names every variable that is missing', async () => {
    const { messages, code } = await failureOf('tells', {})
    expect(code).toBe(1)
    expect(messages).toEqual([expect.stringMatching(/COZY_URL[^]*COZY_CREDENTIALS/)])
  })

  it('writes all of its lines before it ends', async () => {
    const { lines, code } = await failureOf('writesMuch')
    expect(code).toBe(1)
    expect(lines).toHaveLength(3001)
    expect(lines.at(-1)).toMatchObject({ type: 'critical', message: 'at the end' })
  })
})

it('is small when it is built for production, and works', async () => {
  const built = await buildServices({ reads: SOURCES.reads }, 'production')
  try {
    await withDataServer(OPERATIONS, async port => {
      expect(await runFile(built.file('reads'), production(port))).toMatchObject({
        lines: [{ message: 'Bakery' }],
        code: 0
      })
    })
  } finally {
    built.remove()
  }
})
