import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RunningStack } from '../stack.js'
import { startStack } from '../start-stack.js'

interface Answer {
  status: number
  type: string | undefined
  // The tests look at what they expect, wherever it stands.
  json: any // eslint-disable-line @typescript-eslint/no-explicit-any -- any JSON
}

let stack: RunningStack
let folder: string
let cli: string

const send = (method: string, url: URL, headers: Record<string, string>, body?: string): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const sent = httpRequest(
      {
        host: '127.0.0.1',
        port: url.port,
        path: url.pathname + url.search,
        method,
        agent: false,
        headers: { host: url.host, accept: 'application/json', ...headers }
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

const call = (method: string, path: string, body?: unknown, token = cli): Promise<Answer> =>
  send(
    method,
    new URL(path, stack.url),
    token ? { authorization: `Bearer ${token}` } : {},
    body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body)
  )

const tokenFor = async (audience: string, query: Record<string, string>): Promise<string> => {
  const url = new URL('instances/token', stack.adminUrl)
  for (const [name, value] of Object.entries({ Domain: stack.domain, Audience: audience, ...query })) {
    url.searchParams.set(name, value)
  }
  return (await send('POST', url, {})).json as string
}

const attributes = (fields: object): object => ({ data: { attributes: fields } })

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

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jobs-test-'))
  const app = join(folder, 'banks')
  mkdirSync(app)
  const files = {
    'manifest.webapp': JSON.stringify(MANIFEST),
    'index.html': '<p>',
    'onOperation.js': '',
    'fails.js': 'process.exit(3)'
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(app, name), text)
  stack = await startStack({ port: 0, adminPort: 0, data: 'memory' })
  const scope = 'io.cozy.apps io.cozy.jobs io.cozy.triggers io.cozy.bank.operations'
  cli = await tokenFor('cli', { Subject: 'CLI', Scope: scope })
  const ready = new Promise<void>(resolve => {
    const look = async (): Promise<void> => {
      const { json } = await call('GET', '/apps/banks')
      if (json.data?.attributes.state === 'ready') resolve()
      else setImmediate(() => void look())
    }
    void call('POST', `/apps/banks?Source=${encodeURIComponent(`file://${app}`)}`).then(look)
  })
  await ready
})

afterAll(async () => {
  await stack.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('a job', () => {
  it('is taken with 202, and read until it has ended', async () => {
    const pushed = await call(
      'POST',
      '/jobs/queue/service',
      attributes({ arguments: { slug: 'banks', name: 'fails' }, options: { max_exec_count: 1, timeout: 30 } })
    )
    expect([pushed.status, pushed.type]).toEqual([202, 'application/vnd.api+json'])
    expect(pushed.json.data).toMatchObject({
      type: 'io.cozy.jobs',
      attributes: {
        state: 'queued',
        message: { slug: 'banks', name: 'fails' },
        event: null,
        options: { max_exec_count: 1, timeout: 30_000_000_000 },
        started_at: '0001-01-01T00:00:00Z'
      },
      links: { self: `/jobs/service/${pushed.json.data.id}` }
    })
    await stack.engine.idle()
    const ended = await call('GET', `/jobs/${pushed.json.data.id}`)
    expect(ended.json.data.attributes).toMatchObject({ state: 'errored', error: 'exit status 3' })
  })

  it('that does not exist is 404', async () => {
    expect(await call('GET', '/jobs/none')).toMatchObject({
      status: 404,
      json: { errors: [{ status: '404', title: 'Not Found', detail: 'jobs: not found' }] }
    })
  })

  it('for an unknown worker is 404', async () => {
    expect(await call('POST', '/jobs/queue/nobody', attributes({ arguments: {} }))).toMatchObject({
      status: 404,
      json: { errors: [{ detail: 'jobs: could not find worker' }] }
    })
  })

  it.each([['{'], ['[]'], ['null'], ['{"data":1}'], ['{"data":{"attributes":[]}}'], ['']])(
    'of the body %j is 400, in words',
    async body => {
      expect(await call('POST', '/jobs/queue/service', body)).toMatchObject({
        status: 400,
        json: { errors: [{ detail: 'JSON input is malformed or is missing mandatory fields' }] }
      })
    }
  )

  it.each([
    [{ manual: 'yes' }, 'Expected the attribute "manual" to be true or false'],
    [{ options: 3 }, 'Expected the attribute "options" to be an object'],
    [{ options: { timeout: '3s' } }, 'Expected the attribute "options.timeout" to be a whole number']
  ])('of the attributes %j is 400: %s', async (fields, detail) => {
    expect(await call('POST', '/jobs/queue/service', attributes(fields))).toMatchObject({
      status: 400,
      json: { errors: [{ detail }] }
    })
  })

  it('needs a token, a right one, and a right to it', async () => {
    const other = await tokenFor('cli', { Subject: 'CLI', Scope: 'io.cozy.todos' })
    const answers = await Promise.all(
      ['', 'wrong', other].map(token =>
        call('POST', '/jobs/queue/log', attributes({ arguments: 'x' }), token)
      )
    )
    expect(answers.map(({ status }) => status)).toEqual([401, 400, 403])
    expect(answers[2]?.json).toEqual({ error: 'Forbidden' })
  })

  it('of a reserved worker is for the command line alone', async () => {
    const app = await tokenFor('app', { Subject: 'banks' })
    const reserved = attributes({ arguments: {} })
    expect((await call('POST', '/jobs/queue/thumbnail', reserved, app)).status).toBe(403)
    expect((await call('POST', '/jobs/queue/thumbnail', reserved)).status).toBe(202)
    expect((await call('POST', '/jobs/queue/nobody', reserved, app)).status).toBe(404)
  })
})

describe('a trigger', () => {
  const create = (fields: object, token = cli): Promise<Answer> =>
    call('POST', '/jobs/triggers', attributes(fields), token)
  const CRON = { type: '@cron', arguments: '0 0 5 * * *', worker: 'log', message: 'hello' }

  it('is made, read, changed, launched and deleted', async () => {
    const made = await create(CRON)
    expect(made).toMatchObject({
      status: 201,
      json: { data: { attributes: { ...CRON, debounce: '', options: null } } }
    })
    expect(made.json.data.attributes).not.toHaveProperty('current_state')
    const path = `/jobs/triggers/${made.json.data.id}`
    expect((await call('GET', path)).json.data.attributes.current_state).toEqual({
      trigger_id: made.json.data.id,
      status: 'done'
    })
    expect(
      (await call('PATCH', path, attributes({ arguments: '0 0 6 * * *' }))).json.data.attributes.arguments
    ).toBe('0 0 6 * * *')
    expect((await call('PATCH', path, attributes({ message: 'bye' }))).json.data.attributes.message).toBe(
      'bye'
    )
    const launched = await call('POST', `${path}/launch`)
    expect(launched).toMatchObject({
      status: 201,
      json: { data: { attributes: { manual_execution: true, message: 'bye' } } }
    })
    await stack.engine.idle()
    expect((await call('GET', `${path}/state`)).json.data).toMatchObject({
      type: 'io.cozy.triggers.state',
      attributes: { status: 'done', last_manual_job_id: launched.json.data.id }
    })
    expect((await call('GET', `${path}/jobs`)).json).toMatchObject({
      data: [{ id: launched.json.data.id }],
      meta: { count: 1 }
    })
    expect((await call('DELETE', path)).status).toBe(204)
    expect(await call('DELETE', path)).toMatchObject({
      status: 404,
      json: { errors: [{ detail: 'Trigger with specified ID does not exist' }] }
    })
  })

  it.each([
    [
      { ...CRON, type: '@never' },
      422,
      {
        errors: [
          {
            title: 'Invalid Attribute',
            detail: 'Unknown trigger type',
            source: { pointer: '/data/attributes/Type' }
          }
        ]
      }
    ],
    [{ ...CRON, arguments: '0 99 * * * *' }, 400, { error: 'Trigger unparsable' }],
    [{ ...CRON, type: '@event', arguments: '' }, 400, { error: 'Permission scope is empty or malformed' }],
    [
      { ...CRON, debounce: 'long' },
      422,
      {
        errors: [
          { detail: 'time: invalid duration "long"', source: { pointer: '/data/attributes/debounce' } }
        ]
      }
    ],
    [
      { ...CRON, type: '@webhook' },
      501,
      { errors: [{ title: 'Not Implemented', detail: expect.stringContaining('does not exist here yet') }] }
    ],
    [
      { ...CRON, arguments: 5 },
      400,
      { errors: [{ detail: 'Expected the attribute "arguments" to be a text' }] }
    ]
  ])('%j is refused with %i', async (fields, status, json) => {
    expect(await create(fields)).toMatchObject({ status, json })
  })

  it('changed in nothing that can be changed is 400', async () => {
    const { json } = await create(CRON)
    expect(
      await call('PATCH', `/jobs/triggers/${json.data.id}`, attributes({ worker: 'zip' }))
    ).toMatchObject({
      status: 400,
      json: { errors: [{ detail: 'Only arguments and message can be patched' }] }
    })
  })

  it('of an app names it, and is there for its list of one worker', async () => {
    const app = await tokenFor('app', { Subject: 'banks' })
    const made = await create({ ...CRON, worker: 'service', message: { slug: 'banks', name: 'fails' } }, app)
    expect(made.json.data.attributes.cozyMetadata.createdByApp).toBe('banks')
    expect((await create(CRON, app)).status).toBe(403)
    expect((await call('GET', '/jobs/triggers', undefined, app)).status).toBe(403)
    const list = await call('GET', '/jobs/triggers?Worker=service&Type=@cron', undefined, app)
    expect(list.json.data.map(({ id }: { id: string }) => id)).toEqual([made.json.data.id])
  })

  it('has a list of its jobs of a length that must be a number', async () => {
    const { json } = await create(CRON)
    expect((await call('GET', `/jobs/triggers/${json.data.id}/jobs?Limit=few`)).json).toEqual({
      error: 'Expected Limit to be a number, got "few"'
    })
  })
})

describe('a document', () => {
  it('runs the service of an installed app, once for each', async () => {
    await call('POST', '/data/io.cozy.bank.operations/_bulk_docs', { docs: [{ label: 'a' }, { label: 'b' }] })
    await stack.engine.idle()
    const { json } = await call('GET', '/jobs/triggers?Worker=service&Type=@event')
    const runs = await call('GET', `/jobs/triggers/${json.data[0].id}/jobs`)
    expect(runs.json.data.map((job: Answer['json']) => job.attributes.state)).toEqual(['done', 'done'])
    expect((await call('GET', '/jobs/queue/service')).json).toEqual({ data: [], meta: { count: 0 } })
  })
})

describe('a purge', () => {
  it('deletes what is old and more than fifty', async () => {
    const push = () => call('POST', '/jobs/queue/log', attributes({ arguments: 'x' }))
    for (let i = 0; i < 53; i++) await push()
    await stack.engine.idle()
    const before = (await call('DELETE', '/jobs/purge?duration=1Y')).json
    const now = (await call('DELETE', '/jobs/purge?duration=0&workers=log')).json
    expect([before, now.deleted >= 3]).toEqual([{ deleted: 0 }, true])
    expect((await call('DELETE', '/jobs/purge?duration=0&workers=log')).json).toEqual({ deleted: 0 })
  })

  it('of a duration that is none is refused', async () => {
    expect((await call('DELETE', '/jobs/purge?duration=long')).status).toBe(422)
  })
})
