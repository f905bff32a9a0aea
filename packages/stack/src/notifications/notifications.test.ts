import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fixturify from 'fixturify'
import { Browser } from '../auth/testing/browser.js'
import { codeOf, exchange, register } from '../auth/testing/oauth.js'
import { startTestStack, type Answer, type TestStack } from '../testing/test-stack.js'

let test: TestStack
let folder: string
let app: string
const lines: string[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'notifications-'))
  const manifest = {
    slug: 'bank',
    type: 'webapp',
    version: '1.0.0',
    notifications: {
      'balance-lower': { description: 'An account fell under its limit' },
      state: { stateful: true },
      rarely: { stateful: true, min_interval: 1 },
      only: { collapsible: true, templates: { mail: 'file:./nowhere.tpl' } }
    }
  }
  fixturify.writeSync(folder, { 'manifest.webapp': JSON.stringify(manifest) })
  test = await startTestStack({ email: 'owner@example.org', log: line => lines.push(line) })
  const headers = { accept: 'text/event-stream' }
  await test.ask('POST', `/apps/bank?Source=file://${folder}`, {
    token: await test.cli('io.cozy.apps'),
    headers
  })
  app = await test.token('app', 'bank')
})

afterAll(async () => {
  await test.stack.close()
  rmSync(folder, { recursive: true })
})

const notify = (attributes: unknown, token = app): Promise<Answer> =>
  test.ask('POST', '/notifications', { token, body: { data: { type: 'io.cozy.notifications', attributes } } })

describe('a notification', () => {
  it('of a category that the manifest declares is stored, and told', async () => {
    const told: Record<string, unknown>[] = []
    test.stack.events.on('notification', document => told.push(document))
    const answer = await notify({
      category: 'balance-lower',
      category_id: 'acc',
      title: 'Low',
      data: { amount: 1 }
    })
    expect(answer.status).toBe(201)
    expect(answer.json.data.attributes).toMatchObject({
      source_id: 'cozy/app/bank/balance-lower/acc',
      originator: 'app',
      slug: 'bank',
      title: 'Low',
      data: { amount: 1 }
    })
    const [instance] = test.stack.instances.list()
    const stored = await instance!.documents.get('io.cozy.notifications', answer.json.data.id)
    expect(told).toEqual([stored])
  })

  it.each([
    ['no title', { category: 'balance-lower' }, 400, 'Notification is not valid'],
    ['another category', { category: 'other', title: 'x' }, 403, 'Notification category does not exist'],
    ['a title that is no text', { title: 1 }, 400, 'JSON input is malformed or is missing mandatory fields']
  ])('with %s is refused', async (_name, attributes, status, detail) => {
    const answer = await notify(attributes)
    expect([answer.status, answer.json.errors[0].detail]).toEqual([status, detail])
  })

  it('of the command line is refused', async () => {
    const answer = await notify(
      { category: 'balance-lower', title: 'x' },
      await test.cli('io.cozy.notifications')
    )
    expect(answer.json.errors[0].detail).toBe('Not authorized to send notification')
  })
})

const mails = async (): Promise<string[]> => {
  await test.stack.engine.idle()
  const paths = await test.stack.outbox.list(test.stack.instances.list()[0]!)
  return paths.map(path => readFileSync(path, 'utf8'))
}

const HTML = { title: 'Low', content: 'in words', content_html: '<p>in HTML</p>' }

describe('of a client of OAuth', () => {
  const send = async (fields: Record<string, unknown>): Promise<Answer> => {
    const browser = new Browser(test)
    await browser.login()
    const client = await register(test, fields)
    const code = await codeOf(browser, client, { scope: 'io.cozy.notifications' })
    return notify({ category: 'any', title: 'x' }, (await exchange(test, client, { code })).json.access_token)
  }

  it('that has declared nothing, any category is sent', async () => {
    const answer = await send({ client_name: 'Plain' })
    expect([answer.status, answer.json.data?.attributes]).toMatchObject([
      201,
      { source_id: 'cozy/oauth//any/', originator: 'oauth' }
    ])
  })

  it('that has declared some, no other is', async () => {
    const answer = await send({ client_name: 'Strict', notifications: { other: { description: 'x' } } })
    expect([answer.status, answer.json.errors?.[0].detail]).toEqual([
      403,
      'Notification category does not exist'
    ])
  })
})

describe('what is sent', () => {
  it('is a mail to the owner where it has HTML, and nothing else', async () => {
    const before = (await mails()).length
    await notify({ category: 'only', title: 'x', content: 'words alone' })
    expect((await mails()).length).toBe(before)
    await notify({ category: 'only', ...HTML, preferred_channels: ['mobile', 'pigeon'] })
    const last = (await mails()).slice(before)
    expect(last.length).toBe(1)
    expect(last[0]).toMatch(/^To: owner@example\.org\r$/m)
    expect(last[0]).toMatch(/^Subject: Low\r$/m)
    expect(last[0]).toContain('<p>in HTML</p>')
    expect(lines.join('\n')).toContain('nobody knows the channel "pigeon"')
  })

  it('waits for its date', async () => {
    const before = (await mails()).length
    const at = new Date(test.stack.clock.now().getTime() + 3_600_000).toISOString()
    const answer = await notify({ category: 'only', ...HTML, at })
    expect(answer.json.data.attributes).not.toHaveProperty('at')
    expect((await mails()).length).toBe(before)
    await test.stack.clock.moveTo(new Date(Date.parse(at) + 1), {
      settle: () => test.stack.engine.idle(),
      limit: 10
    })
    expect((await mails()).length).toBe(before + 1)
    await test.stack.clock.resume()
  })

  it('at a date that is none is refused', async () => {
    expect((await notify({ category: 'only', ...HTML, at: 'soon' })).status).toBe(400)
  })

  it('by SMS or to a phone goes by mail instead, and the log says so', async () => {
    const [instance] = test.stack.instances.list()
    const before = (await mails()).length
    await notify({ category: 'only', ...HTML, preferred_channels: ['sms'] })
    expect((await mails()).length).toBe(before + 1)
    await instance!.documents.put('io.cozy.oauth.clients', {
      client_name: 'Phone',
      notification_platform: 'android',
      notification_device_token: 'device'
    })
    await notify({ category: 'only', ...HTML, preferred_channels: ['mobile'] })
    expect((await mails()).length).toBe(before + 2)
    expect(lines.join('\n')).toContain('No message to a phone leaves this stack (Low)')
    const { rows } = await instance!.documents.list('io.cozy.jobs', { include_docs: true })
    expect(rows.flatMap(({ doc }) => (doc?.worker === 'push' ? [doc.message] : []))).toMatchObject([
      { source: 'cozy/app/bank/only/', title: 'Low', collapsible: true, mail_fallback: { mode: 'noreply' } }
    ])
  })
})

describe('of a stateful category', () => {
  const count = async (): Promise<number> =>
    (await test.stack.instances.list()[0]!.documents.list('io.cozy.notifications', {})).rows.length

  it('the state of the last one is not told again, for each sub-category', async () => {
    const send = (category_id: string, state: unknown) =>
      notify({ category: 'state', category_id, title: 'x', state })
    await send('a', 'low')
    await send('b', 'low')
    const before = await count()
    const again = await send('a', 'low')
    expect(again.json.data).toMatchObject({
      id: '',
      meta: {},
      attributes: { source_id: '', slug: 'bank', created_at: '0001-01-01T00:00:00Z', state: 'low' }
    })
    expect(await count()).toBe(before)
    expect((await send('a', 'high')).json.data.id).not.toBe('')
    expect((await send('a', 'low')).json.data.id).not.toBe('')
  })

  it('false is stored, and nobody hears of it', async () => {
    await notify({ category: 'state', category_id: 'c', ...HTML, state: true })
    const before = (await mails()).length
    const stored = await notify({ category: 'state', category_id: 'c', ...HTML, state: false })
    expect(stored.json.data.id).not.toBe('')
    expect((await mails()).length).toBe(before)
  })

  it('with a least interval keeps when the last one was sent', async () => {
    const first = await notify({ category: 'rarely', ...HTML, state: 1 })
    const before = (await mails()).length
    const second = await notify({ category: 'rarely', ...HTML, state: 2 })
    expect(second.json.data.attributes.last_sent).toBe(first.json.data.attributes.last_sent)
    expect((await mails()).length).toBe(before)
  })
})

describe('a template of the manifest', () => {
  it('that is not in the build is told when the app is installed', () => {
    expect(lines.join('\n')).toContain(
      'The notification only names the template ./nowhere.tpl, which is not in'
    )
  })
})
