import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startClientStack, type ClientStack } from './client-stack.js'

let stack: ClientStack
let client: ReturnType<ClientStack['client']>

beforeAll(async () => {
  stack = await startClientStack()
  await stack.install('apps', 'svcdemo')
  client = stack.client(await stack.token('cli', 'io.cozy.jobs io.cozy.triggers io.cozy.apps'))
}, 30_000)

afterAll(() => stack.stop())

/** The client asks again after this. */
const DELAY_MS = 20

describe('jobs and triggers with cozy-client', () => {
  it('runs a service now, and waits for it', async () => {
    const jobs = client.collection('io.cozy.jobs')
    const { data: job } = await jobs.create('service', { slug: 'svcdemo', name: 'onDemand' })
    expect(job.attributes).toMatchObject({ worker: 'service', domain: expect.any(String) })
    const done = await jobs.waitFor(job.id, { delay: DELAY_MS })
    expect(done).toMatchObject({ state: 'done' })
  })

  it('keeps a trigger, launches it, and waits for its job', async () => {
    const triggers = client.collection('io.cozy.triggers')
    const { data: trigger } = await triggers.create({
      type: '@cron',
      arguments: '0 0 5 * * 1',
      worker: 'service',
      message: { slug: 'svcdemo', name: 'everyDay' }
    })
    expect((await triggers.get(trigger._id)).data.attributes).toMatchObject({
      type: '@cron',
      worker: 'service'
    })
    const found = await triggers.find({ worker: 'service', type: '@cron' })
    expect(found.data.map(({ _id }: { _id: string }) => _id)).toContain(trigger._id)
    const { data: job } = await triggers.launch(trigger)
    const done = await client.collection('io.cozy.jobs').waitFor(job._id, { delay: DELAY_MS })
    expect(done).toMatchObject({ state: 'done', trigger_id: trigger._id })
    await triggers.destroy(trigger)
    await expect(triggers.get(trigger._id)).rejects.toMatchObject({ status: 404 })
  })
})
