import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { startCouchServer, type RunningCouchServer } from '@cozy-jobs/store/testing'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fixturify from 'fixturify'
import type { EngineEvent, JobDoc } from './engine/api.js'
import { startStack } from './start-stack.js'
import { startTestStack, type TestStack } from './testing/test-stack.js'

const OPERATIONS = '/data/io.cozy.bank.operations'
const user = { name: 'admin', password: 'p@ss/word' }

let folder: string
let couch: RunningCouchServer
const closing: (() => Promise<unknown>)[] = []

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'on-couchdb-'))
  couch = await startCouchServer({ user })
})

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
  await couch.close()
  rmSync(folder, { recursive: true, force: true })
})

const urlWith = (password: string): string =>
  couch.url.replace('//', `//${user.name}:${encodeURIComponent(password)}@`)

const start = async (log: string[] = []): Promise<TestStack> => {
  const data = { folder: join(folder, 'data') }
  const test = await startTestStack({
    data,
    couchdb: urlWith(user.password),
    log: line => void log.push(line)
  })
  closing.push(() => test.stack.close())
  return test
}

const MANIFEST = {
  name: 'Banks',
  slug: 'banks',
  permissions: { operations: { type: 'io.cozy.bank.operations' } },
  services: {
    onOperation: { type: 'node', file: 'service.js', trigger: '@event io.cozy.bank.operations:CREATED' }
  }
}

/** Until a job has ended. */
const ended = async ({ stack }: TestStack): Promise<JobDoc> => {
  for (;;) {
    const [event] = (await once(stack.events, 'engine')) as [EngineEvent]
    if (event.type === 'ended') return event.job
  }
}

describe('a stack on CouchDB', () => {
  it('installs an app, runs its service on an event, and answers queries and files', async () => {
    const test = await start()
    const service = 'console.log(JSON.stringify({ type: "info", message: process.env.COZY_COUCH_DOC }))'
    fixturify.writeSync(folder, {
      app: { 'manifest.webapp': JSON.stringify(MANIFEST), 'service.js': service }
    })
    const token = await test.cli('io.cozy.apps io.cozy.bank.operations io.cozy.files io.cozy.jobs')
    const installed = await test.ask('POST', `/apps/banks?Source=file://${folder}/app`, {
      token,
      headers: { accept: 'text/event-stream' }
    })
    expect([installed.status, installed.text]).toEqual([200, expect.stringContaining('"state":"ready"')])
    const [job, created] = await Promise.all([
      ended(test),
      test.ask('POST', `${OPERATIONS}/`, { token, body: { label: 'Rent', amount: -800 } })
    ])
    expect([created.status, job.state]).toEqual([201, 'done'])
    expect(readFileSync(join(folder, 'data', 'services.log'), 'utf8')).toContain('Rent')
    await test.ask('POST', `${OPERATIONS}/_index`, { token, body: { index: { fields: ['amount'] } } })
    const found = await test.ask('POST', `${OPERATIONS}/_find`, {
      token,
      body: { selector: { amount: { $lt: 0 } } }
    })
    expect(found.json.docs).toMatchObject([{ label: 'Rent' }])
    const file = await test.ask('POST', '/files/?Type=file&Name=a.txt', { token, body: 'hello' })
    const read = await test.ask('GET', `/files/download/${file.json.data.id}`, { token })
    expect(read.text).toBe('hello')
    const { prefix } = test.stack.instances.list()[0] ?? {}
    const database = `/${prefix}%2Fio-cozy-bank-operations`
    expect(couch.asked).toEqual(
      expect.arrayContaining([`POST ${database}/_find`, `PUT /${prefix}%2Fio-cozy-files?q=1`])
    )
    expect(existsSync(join(folder, 'data', 'documents'))).toBe(false)
  })

  it('finds all again after a restart', async () => {
    const first = await start()
    const token = await first.cli('io.cozy.todos')
    await first.ask('PUT', '/data/io.cozy.todos/one', { token, body: { n: 1 } })
    const { port } = new URL(first.stack.url)
    await first.stack.close()
    const second = await startTestStack({
      data: { folder: join(folder, 'data') },
      couchdb: urlWith(user.password),
      port: Number(port)
    })
    closing.push(() => second.stack.close())
    expect((await second.ask('GET', '/data/io.cozy.todos/one', { token })).json).toMatchObject({ n: 1 })
  })

  it('answers 503 while CouchDB is away, and no secret, and goes on when it is back', async () => {
    const lines: string[] = []
    const test = await start(lines)
    const token = await test.cli('io.cozy.todos')
    await test.ask('PUT', '/data/io.cozy.todos/one', { token, body: { n: 1 } })
    const { port } = couch
    await couch.close()
    const [read, written] = [
      await test.ask('GET', '/data/io.cozy.todos/one', { token }),
      await test.ask('POST', '/data/io.cozy.todos/', { token, body: { n: 2 } })
    ]
    expect([read.status, written.status]).toEqual([503, 503])
    expect(read.json).toEqual({
      error: 'unavailable',
      ok: false,
      reason: 'Failed to ask CouchDB: nothing listens there. Start it, or give another address.',
      status: '503'
    })
    couch = await startCouchServer({ user, port })
    expect((await test.ask('POST', '/data/io.cozy.todos/', { token, body: { n: 2 } })).status).toBe(201)
    expect([...lines, read.text, written.text].join('\n')).not.toMatch(/p@ss|p%40ss|YWRtaW4/)
  })

  it.each([
    ['nothing listens there', (): string => 'http://admin:secret@127.0.0.1:1/', 'nothing listens there'],
    ['the password is wrong', (): string => urlWith('secret'), 'it refuses the user or the password'],
    ['the address is none', (): string => 'couch:secret', 'the address of CouchDB is none']
  ])('says at the start that %s, without the password', async (_, url, why) => {
    const starting = startStack({ port: 0, adminPort: 0, data: { folder }, couchdb: url() })
    const error = await starting.then(
      () => undefined,
      (refused: Error) => refused
    )
    expect(error).toMatchObject({ name: 'StackError', code: 'data_unavailable' })
    expect(error?.message).toMatch(/^Failed to open the data: /)
    expect(error?.message).toContain(why)
    expect(`${error?.message}${error?.stack}`).not.toContain('secret')
    expect(existsSync(join(folder, 'lock'))).toBe(false)
  })
})
