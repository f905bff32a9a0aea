import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { attributes, startTestStack, type TestStack } from './test-stack.js'

let test: TestStack

beforeAll(async () => {
  test = await startTestStack()
})

afterAll(() => test.close())

const create = async (type: string): Promise<string> => {
  const fields = { type, arguments: '', worker: 'service', message: { slug: 'banks', name: 'onOperation' } }
  const answer = await test.call('POST', '/jobs/triggers', attributes(fields))
  expect(answer.status).toBe(201)
  return answer.json.data.id as string
}

describe('a job that a client runs itself', () => {
  it('runs from its launch on, and ends as the client says', async () => {
    const trigger = await create('@client')
    const launched = await test.call('POST', `/jobs/triggers/${trigger}/launch`)
    expect(launched.json.data.attributes).toMatchObject({ worker: 'client', state: 'running' })
    const job = `/jobs/${launched.json.data.id}`
    const failed = await test.call('PATCH', job, attributes({ state: 'errored', error: 'LOGIN_FAILED' }))
    expect(failed).toMatchObject({
      status: 200,
      json: { data: { attributes: { state: 'errored', error: 'LOGIN_FAILED' } } }
    })
    const state = await test.call('GET', `/jobs/triggers/${trigger}/state`)
    expect(state.json.data.attributes).toMatchObject({ status: 'errored', last_error: 'LOGIN_FAILED' })
    expect((await test.call('PATCH', job, attributes({ state: 'done' }))).json.data.attributes.state).toBe(
      'done'
    )
  })

  it('has no other end', async () => {
    const trigger = await create('@client')
    const launched = await test.call('POST', `/jobs/triggers/${trigger}/launch`)
    const answer = await test.call('PATCH', `/jobs/${launched.json.data.id}`, attributes({ state: 'queued' }))
    expect(answer).toMatchObject({
      status: 422,
      json: { errors: [{ detail: 'State must be done or errored' }] }
    })
  })

  it('is not one that the stack runs', async () => {
    const pushed = await test.call('POST', '/jobs/queue/log', attributes({ arguments: 'hello' }))
    const answer = await test.call('PATCH', `/jobs/${pushed.json.data.id}`, attributes({ state: 'done' }))
    expect(answer.status).toBe(403)
  })
})

describe('the address of a webhook', () => {
  it('takes a call from anybody, and makes a job of it', async () => {
    const trigger = await create('@webhook')
    expect((await test.call('POST', `/jobs/webhooks/${trigger}`, { quote: 'To be' }, '')).status).toBe(204)
    await test.stack.engine.idle()
    const jobs = await test.call('GET', `/jobs/triggers/${trigger}/jobs`)
    expect(jobs.json.data).toMatchObject([{ attributes: { state: 'done', event: null } }])
  })

  it('is refused for what is no webhook', async () => {
    const hourly = await create('@hourly')
    expect(await test.call('POST', `/jobs/webhooks/${hourly}`, {}, '')).toMatchObject({
      status: 422,
      json: { errors: [{ detail: 'Not a webhook', source: { pointer: '/data/attributes/Type' } }] }
    })
    expect((await test.call('POST', '/jobs/webhooks/none', {}, '')).status).toBe(404)
  })
})
