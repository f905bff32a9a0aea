import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fixturify from 'fixturify'
import type { SourceInstaller } from '../installs/source-installer.js'
import { startTestStack, send, type Answer, type TestStack } from '../testing/test-stack.js'

const CLEAN = `
const { account } = JSON.parse(process.env.COZY_FIELDS)
console.log(JSON.stringify({ type: 'info', message: 'cleaned ' + account }))
if (account === 'bad') process.exit(1)
`

let test: TestStack
let folder: string
let domain: string
let token: string
let made = 0
const said: string[] = []
const warned: string[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'destroy-test-'))
  fixturify.writeSync(folder, {
    kon: {
      'manifest.konnector': '{ "slug": "kon", "version": "1.0.0", "on_delete_account": "clean.js" }',
      'index.js': '',
      'clean.js': CLEAN
    }
  })
  test = await startTestStack({ log: line => warned.push(line) })
  test.stack.events.on('engine', event => event.type === 'record' && said.push(event.record.message))
})

afterAll(async () => {
  await test.stack.close()
  rmSync(folder, { recursive: true, force: true })
})

const ask = (method: string, path: string, body?: unknown, headers = {}): Promise<Answer> => {
  const { port } = new URL(test.stack.url)
  const sent = { token, headers: { host: domain, ...headers }, ...(body !== undefined && { body }) }
  return send(method, `http://127.0.0.1:${port}${path}`, sent)
}

const install = (headers = {}): Promise<Answer> =>
  ask('POST', `/konnectors/kon?Source=file://${folder}/kon`, undefined, headers)

beforeEach(async () => {
  domain = `gone${++made}.localhost:${new URL(test.stack.url).port}`
  await test.admin('POST', `/instances?Domain=${domain}`)
  const query = `Domain=${domain}&Audience=cli&Scope=io.cozy.konnectors+io.cozy.accounts`
  token = (await test.admin('POST', `/instances/token?${query}`)).text
})

describe('an instance that is destroyed', () => {
  it('has its konnectors clean up after their accounts before', async () => {
    await install({ accept: 'text/event-stream' })
    for (const id of ['one', 'bad']) await ask('PUT', `/data/io.cozy.accounts/${id}`, { account_type: 'kon' })
    await ask('PUT', '/data/io.cozy.accounts/other', { account_type: 'nobody' })
    expect((await test.admin('DELETE', `/instances/${domain}`)).status).toBe(204)
    expect(said).toEqual(expect.arrayContaining(['cleaned one', 'cleaned bad']))
    expect(warned.filter(line => line.includes('Failed to clean up after an account'))).toHaveLength(1)
    expect(test.stack.instances.get(domain)).toBeUndefined()
  })

  it('is not brought back by an installation that is under way', async () => {
    const { prefix } = test.stack.instances.get(domain)!
    expect((await install()).status).toBe(202)
    expect((await test.admin('DELETE', `/instances/${domain}`)).status).toBe(204)
    await (test.stack.installs as SourceInstaller).close()
    expect(await test.stack.store.prefixes()).not.toContain(prefix)
  })
})
