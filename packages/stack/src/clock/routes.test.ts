import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startTestStack, type Answer, type TestStack } from '../testing/test-stack.js'

let test: TestStack
let token: string

beforeAll(async () => {
  test = await startTestStack()
  token = await test.cli('io.cozy.triggers io.cozy.jobs')
})

afterAll(() => test.stack.close())

const move = (body: unknown): Promise<Answer> => test.admin('POST', '/clock', { body })

const createCron = async (fields: string): Promise<string> => {
  const attributes = { type: '@cron', arguments: fields, worker: 'log', message: 'tick' }
  const answer = await test.ask('POST', '/jobs/triggers', { token, body: { data: { attributes } } })
  return answer.json.data.id as string
}

describe('the clock of a stack', () => {
  it('is moved, fires what is due, and runs again', async () => {
    await move({ to: '2040-02-28T04:59:50Z' })
    token = await test.cli('io.cozy.triggers io.cozy.jobs')
    const id = await createCron('0 0 5 * * *')
    expect((await move({ by: 2 * 86_400_000, wait: true })).json).toEqual({
      now: '2040-03-01T04:59:50.000Z',
      stopped: true,
      rang: 2,
      arrived: true
    })
    token = await test.cli('io.cozy.triggers io.cozy.jobs')
    const jobs = await test.ask('GET', `/jobs/triggers/${id}/jobs`, { token })
    expect(
      (jobs.json.data as { attributes: { queued_at: string; state: string } }[]).map(({ attributes }) => [
        attributes.queued_at.slice(0, 19),
        attributes.state
      ])
    ).toEqual([
      ['2040-02-29T05:00:00', 'done'],
      ['2040-02-28T05:00:00', 'done']
    ])
    await test.ask('DELETE', `/jobs/triggers/${id}`, { token })
    expect((await move({ resume: true })).json).toMatchObject({ stopped: false })
    expect((await test.admin('GET', '/clock')).json).toMatchObject({ stopped: false })
  })

  it('stops on the way where more rings than anybody means', async () => {
    await move({ to: '2040-01-01T00:00:00Z' })
    token = await test.cli('io.cozy.triggers')
    const id = await createCron('* * * * * *')
    expect((await move({ by: 86_400_000, limit: 20 })).json).toMatchObject({
      now: '2040-01-01T00:00:20.000Z',
      rang: 20,
      arrived: false
    })
    await test.ask('DELETE', `/jobs/triggers/${id}`, { token: await test.cli('io.cozy.triggers') })
    await move({ resume: true })
  })

  it.each([{}, { by: 'long' }, { to: 'tomorrow' }, { by: 1e300 }, [], 'x{'])(
    'is not moved by %j',
    async body => {
      expect(await move(body)).toMatchObject({ status: 400 })
      expect((await test.admin('GET', '/clock')).json).toMatchObject({ stopped: false })
    }
  )
})
