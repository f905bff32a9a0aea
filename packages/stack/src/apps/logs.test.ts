import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fixturify from 'fixturify'
import { startTestStack, type TestStack } from '../testing/test-stack.js'

let test: TestStack
let folder: string
const lines: string[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'logs-'))
  test = await startTestStack({ log: line => void lines.push(line) })
  const permissions = {
    logs: { type: 'io.cozy.apps.logs' },
    apps: { type: 'io.cozy.apps' },
    konnectors: { type: 'io.cozy.konnectors' }
  }
  for (const slug of ['talker', 'store']) {
    fixturify.writeSync(folder, {
      [slug]: { 'manifest.webapp': JSON.stringify({ name: slug, permissions }) }
    })
    await test.ask('POST', `/apps/${slug}?Source=file://${folder}/${slug}`, {
      token: await test.cli('io.cozy.apps'),
      headers: { accept: 'text/event-stream' }
    })
  }
})

afterAll(async () => {
  await test.stack.close()
  rmSync(folder, { recursive: true })
})

describe('the log lines of an app', () => {
  it.each(['debug', 'info', 'Warn', 'warning', 'ERROR'])('may be of level %s', async level => {
    const token = await test.token('app', 'talker')
    const body = [{ level, msg: 'hello', timestamp: '2026-01-01T00:00:00Z' }]
    expect((await test.ask('POST', '/apps/talker/logs', { token, body })).status).toBe(204)
    expect(lines.at(-1)).toContain('hello')
  })

  it.each(['fatal', 'panic', 'trace', ''])('may not be of level %j', async level => {
    const token = await test.token('app', 'talker')
    const answer = await test.ask('POST', '/apps/talker/logs', { token, body: [{ level, msg: 'x' }] })
    expect([answer.status, answer.json.errors[0].detail]).toEqual([
      422,
      `${JSON.stringify(level)}: not a valid logging Level`
    ])
  })

  it.each([{}, [5], [{ level: 5 }], [{ level: 'info', msg: 5 }], [{ level: 'info', timestamp: 'now' }]])(
    'are refused where they are none: %j',
    async body => {
      const token = await test.token('app', 'talker')
      const answer = await test.ask('POST', '/apps/talker/logs', { token, body })
      expect([answer.status, answer.json.errors[0].detail]).toEqual([
        400,
        'JSON input is malformed or is missing mandatory fields'
      ])
    }
  )
})

describe('an app with the permission on apps', () => {
  it('installs and uninstalls nothing, unless it is the store', async () => {
    const status = async (slug: string, method: string, path: string): Promise<number> =>
      (await test.ask(method, path, { token: await test.token('app', slug) })).status
    expect(await status('talker', 'DELETE', '/apps/store')).toBe(403)
    expect(await status('talker', 'POST', '/apps/other?Source=registry://other/stable')).toBe(403)
    expect(await status('store', 'POST', `/apps/other?Source=file://${folder}/talker`)).toBe(403)
    expect(await status('store', 'POST', '/apps/other?Source=registry://other/stable')).toBe(404)
    expect(await status('store', 'DELETE', '/apps/talker')).toBe(200)
  })
})

describe('a permission on some apps', () => {
  it('looks at id, slug and state alone', async () => {
    const read = async (scope: string): Promise<number> =>
      (await test.ask('GET', '/apps/store', { token: await test.cli(scope) })).status
    expect(await read('io.cozy.apps:GET:io.cozy.apps/store')).toBe(200)
    expect(await read('io.cozy.apps:GET:store:slug')).toBe(200)
    expect(await read('io.cozy.apps:GET:ready:state')).toBe(200)
    expect(await read('io.cozy.apps:GET:store:name')).toBe(403)
  })
})

describe('an installation that can not be stored', () => {
  it('ends with what CouchDB says', async () => {
    fixturify.writeSync(folder, { odd: { 'manifest.webapp': '{"name":"Odd","_odd":1}' } })
    const answer = await test.ask('POST', `/apps/odd?Source=file://${folder}/odd`, {
      token: await test.cli('io.cozy.apps'),
      headers: { accept: 'text/event-stream' }
    })
    expect(answer.text).toContain('data: "CouchDB(doc_validation): Bad special document member: _odd"')
  })
})

describe('the parameters of an installation', () => {
  it.each(['x', '[]', '5', '{} x'])('are refused where they are no object: %s', async parameters => {
    const token = await test.cli('io.cozy.apps')
    const query = new URLSearchParams({
      Source: `file://${folder}/talker`,
      Parameters: parameters
    }).toString()
    const answer = await test.ask('POST', `/apps/fresh?${query}`, { token })
    expect([answer.status, answer.json]).toEqual([400, { error: 'Bad Request' }])
  })

  it('may be null, which is none', async () => {
    const token = await test.cli('io.cozy.apps')
    const answer = await test.ask('POST', `/apps/fresh?Source=file://${folder}/store&Parameters=null`, {
      token
    })
    expect(answer.status).toBe(202)
  })
})
