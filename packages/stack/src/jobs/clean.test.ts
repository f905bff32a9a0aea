import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startTestStack, type TestStack } from '../testing/test-stack.js'

let test: TestStack

beforeAll(async () => {
  test = await startTestStack()
})

afterAll(() => test.stack.close())

const now = (): number => test.stack.clock.now().getTime()

/** A job as a crash of another stack may have left it. */
const put = async (id: string, state: string, startedAt: number): Promise<void> => {
  const { documents } = test.stack.instances.list()[0]!
  const started_at = new Date(startedAt).toISOString()
  await documents.put('io.cozy.jobs', { _id: id, worker: 'sendmail', state, started_at })
}

const stateOf = async (id: string): Promise<unknown> =>
  (await test.stack.engine.job(test.stack.instances.list()[0]!, id)).state

describe('cleaning', () => {
  it('says of what has been under way for more than an hour that it is done', async () => {
    await put('old', 'running', now() - 3_700_000)
    await put('waits', 'queued', Date.parse('0001-01-01T00:00:00Z'))
    await put('young', 'running', now() - 60_000)
    await put('failed', 'errored', now() - 3_700_000)
    const answer = await test.ask('POST', '/jobs/clean', { token: await test.cli('io.cozy.jobs') })
    expect(answer).toMatchObject({ status: 200, json: { deleted: 2 } })
    expect(await Promise.all(['old', 'waits', 'young', 'failed'].map(stateOf))).toEqual([
      'done',
      'done',
      'running',
      'errored'
    ])
  })

  it('needs the right to all jobs', async () => {
    const token = await test.cli('io.cozy.jobs:GET')
    expect((await test.ask('POST', '/jobs/clean', { token })).status).toBe(403)
  })
})
