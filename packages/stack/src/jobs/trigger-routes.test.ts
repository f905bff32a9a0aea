import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { attributes, startTestStack, type Answer, type TestStack } from './test-stack.js'

let test: TestStack

beforeAll(async () => {
  test = await startTestStack()
})

afterAll(() => test.close())

describe('a trigger', () => {
  const create = (fields: object, token?: string): Promise<Answer> =>
    test.call('POST', '/jobs/triggers', attributes(fields), token)
  const CRON = { type: '@cron', arguments: '0 0 5 * * *', worker: 'log', message: 'hello' }

  it('is made, read, changed, launched and deleted', async () => {
    const made = await create(CRON)
    expect(made).toMatchObject({
      status: 201,
      json: { data: { attributes: { ...CRON, debounce: '', options: null } } }
    })
    expect(made.json.data.attributes).not.toHaveProperty('current_state')
    const path = `/jobs/triggers/${made.json.data.id}`
    expect((await test.call('GET', path)).json.data.attributes.current_state).toEqual({
      trigger_id: made.json.data.id,
      status: 'done'
    })
    expect(
      (await test.call('PATCH', path, attributes({ arguments: '0 0 6 * * *' }))).json.data.attributes
        .arguments
    ).toBe('0 0 6 * * *')
    expect(
      (await test.call('PATCH', path, attributes({ message: 'bye' }))).json.data.attributes.message
    ).toBe('bye')
    const launched = await test.call('POST', `${path}/launch`)
    expect(launched).toMatchObject({
      status: 201,
      json: { data: { attributes: { manual_execution: true, message: 'bye' } } }
    })
    await test.stack.engine.idle()
    expect((await test.call('GET', `${path}/state`)).json.data).toMatchObject({
      type: 'io.cozy.triggers.state',
      attributes: { status: 'done', last_manual_job_id: launched.json.data.id }
    })
    expect((await test.call('GET', `${path}/jobs`)).json).toMatchObject({
      data: [{ id: launched.json.data.id }],
      meta: { count: 1 }
    })
    expect((await test.call('DELETE', path)).status).toBe(204)
    expect(await test.call('DELETE', path)).toMatchObject({
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
      { ...CRON, arguments: 5 },
      400,
      { errors: [{ detail: 'Expected the attribute "arguments" to be a text' }] }
    ]
  ])('%j is refused with %i', async (fields, status, json) => {
    expect(await create(fields)).toMatchObject({ status, json })
  })

  it('that makes no sense is told so before anything is asked of who makes it', async () => {
    const token = await test.tokenFor('cli', { Subject: '', Scope: 'io.cozy.todos' })
    expect((await create({ ...CRON, arguments: 'often' }, token)).json).toEqual({
      error: 'Trigger unparsable'
    })
    expect((await create(CRON, token)).json).toEqual({ error: 'Forbidden' })
  })

  it('changed in nothing that can be changed is 400', async () => {
    const { json } = await create(CRON)
    expect(
      await test.call('PATCH', `/jobs/triggers/${json.data.id}`, attributes({ worker: 'zip' }))
    ).toMatchObject({
      status: 400,
      json: { errors: [{ detail: 'Only arguments and message can be patched' }] }
    })
  })

  it('of an app names it, and is there for its list of one worker', async () => {
    const app = await test.tokenFor('app', { Subject: 'banks' })
    const made = await create({ ...CRON, worker: 'service', message: { slug: 'banks', name: 'fails' } }, app)
    expect(made.json.data.attributes.cozyMetadata.createdByApp).toBe('banks')
    expect((await create(CRON, app)).status).toBe(403)
    expect((await test.call('GET', '/jobs/triggers', undefined, app)).status).toBe(403)
    const list = await test.call('GET', '/jobs/triggers?Worker=service&Type=@cron', undefined, app)
    expect(list.json.data.map(({ id }: { id: string }) => id)).toEqual([made.json.data.id])
  })

  it('has a list of its jobs of a length that must be a number', async () => {
    const { json } = await create(CRON)
    expect(await test.call('GET', `/jobs/triggers/${json.data.id}/jobs?Limit=few`)).toMatchObject({
      status: 400,
      json: { error: { Func: 'Atoi', Num: 'few', Err: {} } }
    })
  })
})
