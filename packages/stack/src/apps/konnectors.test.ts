import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fixturify from 'fixturify'
import type { EngineEvent } from '../engine/api.js'
import { startTestStack, type Answer, type Sent, type TestStack } from '../testing/test-stack.js'

let test: TestStack
let folder: string
let token: string
const records: string[] = []
const ended: EngineEvent[] = []

const TELL = `
const { account, account_rev } = JSON.parse(process.env.COZY_FIELDS)
console.log(JSON.stringify({ type: 'info', message: 'cleaned ' + account + ' ' + account_rev }))
if (account === 'bad') process.exit(1)
`

const ask = (method: string, path: string, sent: Sent = {}): Promise<Answer> =>
  test.ask(method, path, { token, ...sent })

const install = async (manifest: object): Promise<void> => {
  fixturify.writeSync(folder, {
    kon: {
      'manifest.konnector': JSON.stringify({ slug: 'kon', type: 'konnector', version: '1.0.0', ...manifest }),
      'index.js': 'console.log(JSON.stringify({ type: "info", message: "ran" }))',
      'clean.js': TELL
    }
  })
  const headers = { accept: 'text/event-stream' }
  await ask('POST', `/konnectors/kon?Source=file://${folder}/kon`, { headers })
}

const addAccount = (id: string): Promise<Answer> =>
  ask('PUT', `/data/io.cozy.accounts/${id}`, { body: { account_type: 'kon', auth: { login: 'me' } } })

const removeAccount = async (id: string): Promise<string> => {
  const { _rev } = (await ask('GET', `/data/io.cozy.accounts/${id}`)).json
  await ask('DELETE', `/data/io.cozy.accounts/${id}?rev=${_rev}`)
  return _rev as string
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'konnectors-'))
  test = await startTestStack()
  token = await test.cli('io.cozy.konnectors io.cozy.accounts io.cozy.triggers io.cozy.jobs')
  test.stack.events.on('engine', event => {
    if (event.type === 'record') records.push(event.record.message)
    if (event.type === 'ended') ended.push(event)
  })
})

afterAll(async () => {
  await test.stack.close()
  rmSync(folder, { recursive: true })
})

beforeEach(async () => {
  await test.stack.engine.idle()
  await ask('DELETE', '/konnectors/kon')
  records.length = ended.length = 0
})

describe('a konnector that cleans up', () => {
  it('is run with the account that was deleted, which it may still read', async () => {
    await install({ on_delete_account: 'clean.js' })
    await addAccount('mine')
    await ask('POST', '/konnectors/kon/trigger?AccountID=mine')
    const { _rev } = (await ask('GET', '/data/io.cozy.accounts/mine')).json
    let read: Promise<Answer> | undefined
    test.stack.events.once('engine', () => {
      read = ask('GET', `/data/io.cozy.accounts/mine?rev=${_rev}`)
    })
    await removeAccount('mine')
    await test.stack.engine.idle()
    expect(records).toEqual([`cleaned mine ${_rev}`])
    expect((await read)?.json).toMatchObject({ _id: 'mine', _rev, auth: { login: 'me' } })
    expect((await ask('GET', '/jobs/triggers?Worker=konnector')).json.data).toEqual([])
    const [instance] = test.stack.instances.list()
    await expect(instance!.documents.get('io.cozy.accounts.soft_deleted', 'mine')).rejects.toThrow()
  })

  it.each([{}, { on_delete_account: '' }])('is not run where its manifest has %j', async manifest => {
    await install(manifest)
    await addAccount('none')
    await removeAccount('none')
    await test.stack.engine.idle()
    expect(ended).toEqual([])
  })

  it('never runs a file outside of its folder', async () => {
    await install({ on_delete_account: '../../../../clean.js' })
    await addAccount('outside')
    await removeAccount('outside')
    await test.stack.engine.idle()
    expect(records).toEqual([expect.stringMatching(/^cleaned outside /)])
  })

  it('does so for each of its accounts before it is uninstalled', async () => {
    await install({ on_delete_account: 'clean.js' })
    for (const id of ['one', 'two']) {
      await addAccount(id)
      await ask('POST', `/konnectors/kon/trigger?AccountID=${id}`)
    }
    let resolveGone = (): void => undefined
    const gone = new Promise<void>(resolve => (resolveGone = resolve))
    const stop = test.stack.store.onChange(({ doctype, verb }) => {
      if (doctype === 'io.cozy.konnectors' && verb === 'DELETED') resolveGone()
      return Promise.resolve()
    })
    expect((await ask('DELETE', '/konnectors/kon')).status).toBe(202)
    await gone
    stop()
    expect(records.map(text => text.split(' ')[1]).sort()).toEqual(['one', 'two'])
    expect((await ask('GET', '/konnectors/kon')).status).toBe(404)
    expect((await ask('GET', '/jobs/triggers?Worker=konnector')).json.data).toEqual([])
  })

  it('stays where it fails to', async () => {
    await install({ on_delete_account: 'clean.js' })
    await addAccount('bad')
    await ask('POST', '/konnectors/kon/trigger?AccountID=bad')
    const warned = new Promise(resolve => test.stack.events.once('warning', resolve))
    await ask('DELETE', '/konnectors/kon')
    expect(await warned).toMatch(/^Failed to uninstall kon: its account could not be cleaned up/)
    expect((await ask('GET', '/konnectors/kon')).status).toBe(200)
  })
})

describe('the trigger of a konnector', () => {
  it.each([
    ['hourly', /^\d+ \d+ \* \* \* \*$/],
    ['daily', /^\d+ \d+ [0-4] \* \* \*$/],
    ['monthly', /^\d+ \d+ [0-4] \d+ \* \*$/],
    [undefined, /^\d+ \d+ [0-4] \* \* [0-6]$/]
  ])('is as often as its manifest says: %s', async (frequency, crontab) => {
    await install({ frequency })
    const { status, json } = await ask('POST', '/konnectors/kon/trigger?AccountID=x')
    expect(status).toBe(201)
    expect(json.data.attributes).toMatchObject({
      type: '@cron',
      arguments: expect.stringMatching(crontab),
      message: { account: 'x', konnector: 'kon' }
    })
  })

  it('runs at once where that is asked for', async () => {
    await install({})
    await ask('POST', '/konnectors/kon/trigger?ExecNow=true')
    await test.stack.engine.idle()
    expect(records).toEqual(['ran'])
  })
})

describe('what a konnector in a browser says', () => {
  it('is said by its job', async () => {
    await install({ permissions: { logs: { type: 'io.cozy.apps.logs' } }, clientSide: true })
    const [instance] = test.stack.instances.list()
    const job = await test.stack.engine.push(instance!, { worker: 'client', message: { konnector: 'kon' } })
    const body = [{ level: 'info', msg: 'hello', timestamp: '2026-01-01T00:00:00Z' }]
    const own = await test.token('konnector', 'kon')
    const said = (id: string) => ask('POST', `/konnectors/kon/logs?job_id=${id}`, { token: own, body })
    expect((await said(job._id)).status).toBe(204)
    expect((await said('nothere')).status).toBe(204)
    expect(records).toEqual(['hello'])
  })
})

describe('a konnector that was installed only', () => {
  it('is ready once it has run', async () => {
    fixturify.writeSync(folder, { kon: { 'manifest.konnector': '{"type":"konnector","version":"1.0.0"}' } })
    const headers = { accept: 'text/event-stream' }
    await ask('POST', `/konnectors/kon?Deactivated=true&Source=file://${folder}/kon`, { headers })
    const state = async (): Promise<string> =>
      (await ask('GET', '/konnectors/kon')).json.data.attributes.state as string
    expect(await state()).toBe('installed')
    await ask('POST', '/konnectors/kon/trigger?ExecNow=true')
    await test.stack.engine.idle()
    expect(await state()).toBe('ready')
  })
})
