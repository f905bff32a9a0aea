import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { attributes, startTestStack, type Answer, type TestStack } from './test-stack.js'

let test: TestStack

beforeAll(async () => {
  test = await startTestStack()
})

afterAll(() => test.close())

describe('a job', () => {
  it('is taken with 202, and read until it has ended', async () => {
    const pushed = await test.call(
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
    await test.stack.engine.idle()
    const ended = await test.call('GET', `/jobs/${pushed.json.data.id}`)
    expect(ended.json.data.attributes).toMatchObject({ state: 'errored', error: 'exit status 3' })
  })

  it('that does not exist is 404', async () => {
    expect(await test.call('GET', '/jobs/none')).toMatchObject({
      status: 404,
      json: { errors: [{ status: '404', title: 'Not Found', detail: 'jobs: not found' }] }
    })
  })

  it('for an unknown worker is 404', async () => {
    expect(await test.call('POST', '/jobs/queue/nobody', attributes({ arguments: {} }))).toMatchObject({
      status: 404,
      json: { errors: [{ detail: 'jobs: could not find worker' }] }
    })
  })

  it.each([['{'], ['[]'], ['null'], ['{"data":1}'], ['{"data":{"attributes":[]}}'], ['']])(
    'of the body %j is 400, in words',
    async body => {
      expect(await test.call('POST', '/jobs/queue/service', body)).toMatchObject({
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
    expect(await test.call('POST', '/jobs/queue/service', attributes(fields))).toMatchObject({
      status: 400,
      json: { errors: [{ detail }] }
    })
  })

  it('needs a token, a right one, and a right to it', async () => {
    const other = await test.tokenFor('cli', { Subject: 'CLI', Scope: 'io.cozy.todos' })
    const answers = await Promise.all(
      ['', 'wrong', other].map(token =>
        test.call('POST', '/jobs/queue/log', attributes({ arguments: 'x' }), token)
      )
    )
    expect(answers.map(({ status }) => status)).toEqual([401, 400, 403])
    expect(answers[2]?.json).toEqual({ error: 'Forbidden' })
  })

  it('of a reserved worker is for the command line alone', async () => {
    const app = await test.tokenFor('app', { Subject: 'banks' })
    const reserved = attributes({ arguments: {} })
    expect((await test.call('POST', '/jobs/queue/thumbnail', reserved, app)).status).toBe(403)
    expect((await test.call('POST', '/jobs/queue/thumbnail', reserved)).status).toBe(202)
    expect((await test.call('POST', '/jobs/queue/nobody', reserved, app)).status).toBe(404)
  })
})

describe('a document', () => {
  it('runs the service of an installed app, once for each', async () => {
    await test.call('POST', '/data/io.cozy.bank.operations/_bulk_docs', {
      docs: [{ label: 'a' }, { label: 'b' }]
    })
    await test.stack.engine.idle()
    const { json } = await test.call('GET', '/jobs/triggers?Worker=service&Type=@event')
    const runs = await test.call('GET', `/jobs/triggers/${json.data[0].id}/jobs`)
    expect(runs.json.data.map((job: Answer['json']) => job.attributes.state)).toEqual(['done', 'done'])
    expect((await test.call('GET', '/jobs/queue/service')).json).toEqual({ data: [], meta: { count: 0 } })
  })
})

describe('a purge', () => {
  it('deletes what is old and more than fifty', async () => {
    const push = () => test.call('POST', '/jobs/queue/log', attributes({ arguments: 'x' }))
    for (let i = 0; i < 53; i++) await push()
    await test.stack.engine.idle()
    const before = (await test.call('DELETE', '/jobs/purge?duration=1Y')).json
    const now = (await test.call('DELETE', '/jobs/purge?duration=0&workers=log')).json
    expect([before, now.deleted >= 3]).toEqual([{ deleted: 0 }, true])
    expect((await test.call('DELETE', '/jobs/purge?duration=0&workers=log')).json).toEqual({ deleted: 0 })
  })

  it('of a duration that is none is refused', async () => {
    expect((await test.call('DELETE', '/jobs/purge?duration=long')).status).toBe(422)
  })
})
