import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startTestStack, type TestStack } from '../testing/test-stack.js'
import { auth, connect, settled, subscribe, type Client, type Message } from './testing/websocket-client.js'

const MANIFEST = { name: 'Demo', slug: 'demo', type: 'konnector', version: '1.0.0', permissions: {} }

const CODE = `
console.log(JSON.stringify({ type: 'info', message: 'logged in with hunter22' }))
console.log('no json')
console.error('on stderr')
console.log(JSON.stringify({ type: 'warning', message: 'é'.repeat(3000) }))
if (process.env.COZY_FIELDS.includes('fails')) {
  console.log(JSON.stringify({ type: 'critical', message: 'LOGIN_FAILED' }))
}
`

let test: TestStack
let folder: string
let token: string

beforeAll(async () => {
  test = await startTestStack()
  folder = await mkdtemp(join(tmpdir(), 'cozy-jobs-realtime-'))
  await writeFile(join(folder, 'manifest.konnector'), JSON.stringify(MANIFEST))
  await writeFile(join(folder, 'index.js'), CODE)
  token = await test.cli(
    'io.cozy.konnectors io.cozy.jobs io.cozy.jobs.events io.cozy.jobs.logs io.cozy.triggers'
  )
  const installed = test.ask('POST', `/konnectors/demo?Source=${encodeURIComponent(`file://${folder}`)}`, {
    token,
    headers: { accept: 'text/event-stream' }
  })
  expect((await installed).text).toContain('"state":"ready"')
})

afterAll(async () => {
  await test.stack.close()
  await rm(folder, { recursive: true })
})

const listen = async (...types: string[]): Promise<Client> => {
  const client = await connect(test.stack.domain)
  client.say(auth(token), ...types.map(type => subscribe(type)))
  expect(await settled(client)).toEqual([])
  return client
}

/** Runs the konnector to its end; answers all that was told until then. */
const run = async (client: Client, attributes: Record<string, unknown>): Promise<Message[]> => {
  const pushed = await test.ask('POST', '/jobs/queue/konnector', { token, body: { data: { attributes } } })
  expect(pushed.status).toBe(202)
  await test.stack.engine.idle()
  return settled(client)
}

describe('a job of a konnector', () => {
  it('is told with each of its states, which is what waits for its end', async () => {
    const client = await listen('io.cozy.jobs')
    const told = await run(client, { arguments: { konnector: 'demo' } })
    expect(told.map(({ event, payload }) => [event, (payload.doc as { state: string }).state])).toEqual([
      ['CREATED', 'queued'],
      ['UPDATED', 'running'],
      ['UPDATED', 'done']
    ])
    const [first, , last] = told
    expect(first?.payload.doc).toMatchObject({ worker: 'konnector', finished_at: '0001-01-01T00:00:00Z' })
    expect(last?.payload).toMatchObject({ id: first?.payload.id, doc: { message: { konnector: 'demo' } } })
    client.socket.terminate()
  })

  it('is told with its error where it fails', async () => {
    const client = await listen('io.cozy.jobs')
    const told = await run(client, { arguments: { konnector: 'demo', fails: true } })
    expect(told.at(-1)?.payload.doc).toMatchObject({ state: 'errored', error: 'LOGIN_FAILED' })
    client.socket.terminate()
  })

  it('has its own lines told, cut as the real stack cuts them, and no secret', async () => {
    const client = await listen('io.cozy.jobs.events')
    const told = await run(client, { arguments: { konnector: 'demo', password: 'hunter22' } })
    const line = (doc: unknown) => ({
      event: 'CREATED',
      payload: { type: 'io.cozy.jobs.events', id: '', doc }
    })
    expect(told).toEqual([
      line({ type: 'info', message: 'logged in with ***' }),
      line({ type: 'warning', message: 'é'.repeat(2000) })
    ])
    client.socket.terminate()
  })

  it('has its log told where its maker has asked for it', async () => {
    const client = await listen('io.cozy.jobs.logs')
    expect(await run(client, { arguments: { konnector: 'demo' } })).toEqual([])
    const told = await run(client, { arguments: { konnector: 'demo' }, forward_logs: true })
    expect(told.map(({ payload }) => (payload.doc as { level: string }).level)).toEqual([
      'debug',
      'debug',
      'warning',
      'error'
    ])
    const [first] = told
    expect(first).toMatchObject({
      event: 'CREATED',
      payload: { doc: { message: 'logged in with hunter22', data: { nspace: 'jobs', slug: 'demo' } } }
    })
    expect((first?.payload.doc as { _id: string })._id).toBe(first?.payload.id)
    client.socket.terminate()
  })
})
