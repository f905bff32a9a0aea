import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fixturify from 'fixturify'
import { startTestStack, type Answer, type TestStack } from '../testing/test-stack.js'

let test: TestStack
let folder: string
let app: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'notifications-'))
  const manifest = {
    slug: 'bank',
    type: 'webapp',
    version: '1.0.0',
    notifications: { 'balance-lower': { description: 'An account fell under its limit' } }
  }
  fixturify.writeSync(folder, { 'manifest.webapp': JSON.stringify(manifest) })
  test = await startTestStack()
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
