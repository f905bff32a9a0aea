import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startTestStack, type Answer, type TestStack } from '../testing/test-stack.js'

let test: TestStack

beforeAll(async () => {
  test = await startTestStack()
})

afterAll(() => test.stack.close())

const notify = (body: unknown): Promise<Answer> =>
  test.admin('POST', `/instances/${test.stack.domain}/notifications`, { body })

const NOTIFICATION = { category: 'news', category_id: 'a', title: 'Hello', state: 'new' }

describe('POST /instances/:domain/notifications', () => {
  it('is told to the owner as from the command line', async () => {
    const { status, json } = await notify({ notification: NOTIFICATION, properties: {} })
    expect([status, json]).toEqual([
      201,
      {
        _id: expect.any(String),
        _rev: expect.any(String),
        source_id: 'cozy/cli//news/a',
        originator: 'cli',
        ...NOTIFICATION,
        created_at: expect.any(String),
        last_sent: expect.any(String)
      }
    ])
  })

  it('is not told again while its state stays, where its properties say so', async () => {
    const stateful = { notification: { ...NOTIFICATION, category_id: 'b' }, properties: { stateful: true } }
    expect((await notify(stateful)).json).toHaveProperty('_id')
    expect((await notify(stateful)).json).not.toHaveProperty('_id')
  })

  it('is refused without one of its parts', async () => {
    for (const body of ['', 'null', '{', {}, { notification: NOTIFICATION }, { properties: {} }]) {
      expect([body, (await notify(body)).status]).toEqual([body, 400])
    }
    expect((await test.admin('POST', '/instances/none.localhost/notifications', { body: {} })).status).toBe(
      404
    )
  })
})
