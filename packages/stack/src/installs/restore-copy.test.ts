import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { startCouchServer, type RunningCouchServer } from '@cozy-jobs/store/testing'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fixturify from 'fixturify'
import type { EngineEvent } from '../engine/api.js'
import { send, startTestStack, type TestStack } from '../testing/test-stack.js'

const MANIFEST = { version: '1.0.0', permissions: {}, services: { a: { type: 'node', file: 'service.js' } } }

let folder: string
let source: string
let couch: RunningCouchServer
const closing: (() => Promise<unknown>)[] = []

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'restore-copy-test-'))
  source = join(folder, 'source')
  writeSource('first')
  couch = await startCouchServer()
})

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
  await couch.close()
  rmSync(folder, { recursive: true, force: true })
})

const writeSource = (text: string): void =>
  fixturify.writeSync(folder, {
    source: {
      'manifest.webapp': JSON.stringify(MANIFEST),
      'service.js': `console.log(JSON.stringify({ type: 'info', message: '${text}' }))`
    }
  })

const start = async (name: string): Promise<TestStack> => {
  const test = await startTestStack({ data: { folder: join(folder, name) }, couchdb: couch.url })
  closing.push(() => test.stack.close())
  return test
}

/** Runs the service on one stack, for an instance that another may have made. */
const runOn = async ({ stack }: TestStack, host: string, token: string): Promise<unknown> => {
  const events: EngineEvent[] = []
  const listen = (event: EngineEvent): void => void events.push(event)
  stack.events.on('engine', listen)
  const arguments_ = { slug: 'demo', name: 'a' }
  const body = { data: { attributes: { arguments: arguments_ } } }
  const { port } = new URL(stack.url)
  const asked = await send('POST', `http://${host.replace(/:\d+$/, '')}:${port}/jobs/queue/service`, {
    token,
    headers: { host },
    body
  })
  expect(asked.status).toBe(202)
  for (;;) {
    const ended = events.find(event => event.type === 'ended')
    if (ended) return ended.type === 'ended' && [ended.job.state, ended.job.error]
    await once(stack.events, 'engine')
  }
}

describe('the code of an application that another stack has installed', () => {
  it.each(['first', 'second'])('is fetched from its folder, which has the %s version', async text => {
    const one = await start('one')
    const token = await one.cli('io.cozy.apps io.cozy.jobs')
    const headers = { accept: 'text/event-stream' }
    const installed = await one.ask('POST', `/apps/demo?Source=file://${source}`, { token, headers })
    expect(installed.text).toContain('"state":"ready"')
    const host = new URL(one.stack.url).host
    await one.stack.close()
    writeSource(text)
    const other = await start('other')
    expect(await runOn(other, host, token)).toEqual(['done', undefined])
  })
})
