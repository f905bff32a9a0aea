import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import fixturify from 'fixturify'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EngineEvent } from '../engine/api.js'
import { startTestStack, type TestStack } from '../testing/test-stack.js'

const MAY_START = { jobs: { type: 'io.cozy.jobs', verbs: ['POST'], selector: 'worker', values: ['service'] } }

/** Asks the stack to run another service of its app, and says what it was answered. */
const FIRST = `
const say = message => console.log(JSON.stringify({ type: 'info', message }))
const arguments_ = { slug: 'chain', name: 'second', fields: { step: 2 } }
fetch(new URL('/jobs/queue/service', process.env.COZY_URL), {
  method: 'POST',
  headers: { authorization: 'Bearer ' + process.env.COZY_CREDENTIALS, 'content-type': 'application/json' },
  body: JSON.stringify({ data: { attributes: { arguments: arguments_ } } })
}).then(answer => say('answered ' + answer.status))`

const SECOND = `console.log(JSON.stringify({ type: 'info', message: 'second got ' + process.env.COZY_FIELDS }))`

let folder: string
let test: TestStack

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'chain-'))
  test = await startTestStack()
})

afterEach(async () => {
  await test.stack.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Installs the app, runs its first service, and answers what its services have said. */
const run = async (permissions: object): Promise<string[]> => {
  const said: string[] = []
  test.stack.events.on('engine', (event: EngineEvent) => {
    if (event.type === 'record') said.push(event.record.message)
  })
  const services = {
    first: { type: 'node', file: 'first.js' },
    second: { type: 'node', file: 'second.js' }
  }
  fixturify.writeSync(folder, {
    'manifest.webapp': JSON.stringify({ name: 'Chain', slug: 'chain', permissions, services }),
    'first.js': FIRST,
    'second.js': SECOND
  })
  const token = await test.cli('io.cozy.apps io.cozy.jobs')
  await test.ask('POST', `/apps/chain?Source=file://${folder}`, {
    token,
    headers: { accept: 'text/event-stream' }
  })
  const attributes = { arguments: { slug: 'chain', name: 'first' } }
  await test.ask('POST', '/jobs/queue/service', { token, body: { data: { attributes } } })
  await test.stack.engine.idle()
  return said
}

describe('a service', () => {
  it('starts another of its app where it has the permission', async () => {
    expect((await run(MAY_START)).sort()).toEqual(['answered 202', 'second got {"step":2}'])
  })

  it.each([
    [{}],
    [{ jobs: { type: 'io.cozy.jobs', verbs: ['GET'] } }],
    [{ jobs: { type: 'io.cozy.jobs', verbs: ['POST'], selector: 'worker', values: ['sendmail'] } }]
  ])('starts none with the permissions %j', async permissions => {
    expect(await run(permissions)).toEqual(['answered 403'])
  })
})
