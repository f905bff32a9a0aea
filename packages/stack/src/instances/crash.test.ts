import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fixturify from 'fixturify'
import { startKilledStack } from '../testing/kill-stack.js'
import { send, startTestStack, type Answer } from '../testing/test-stack.js'

let folder: string
let data: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'instances-crash-test-'))
  data = join(folder, 'data')
  fixturify.writeSync(folder, { app: { 'manifest.webapp': '{ "version": "1.0.0", "permissions": {} }' } })
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

const DOMAIN = 'bob.localhost:1'

const namesIn = (path: string): string[] => (existsSync(path) ? readdirSync(path) : [])

/** Makes an instance, gives it an app, destroys it and makes it again, until so many documents are written. */
const killAfter = async (writes: number): Promise<void> => {
  const { adminUrl, url, dead, isDead } = await startKilledStack(data, 'io.cozy.todos', writes)
  const admin = (method: string, path: string): Promise<Answer> => send(method, `${adminUrl}instances${path}`)
  const live = async (): Promise<void> => {
    while (!isDead()) {
      await admin('POST', `?Domain=${DOMAIN}`)
      const { text: token } = await admin('POST', `/token?Domain=${DOMAIN}&Audience=cli&Scope=io.cozy.apps`)
      await send('POST', `${url}apps/demo?Source=file://${folder}/app`, { token, headers: { host: DOMAIN } })
      await admin('DELETE', `/${DOMAIN}`)
    }
  }
  // The kill breaks off what is being asked.
  await live().catch((error: NodeJS.ErrnoException) => {
    if (!/^(ECONN|EPIPE)/.test(error.code ?? '')) throw error
  })
  expect(await dead).toBe('')
}

describe('a stack that is killed while an instance is made or destroyed', () => {
  it.each([2, 7, 12])('has it whole or not at all, after %i writes', async writes => {
    await killAfter(writes)
    const test = await startTestStack({ data: { folder: data } })
    try {
      const instances = test.stack.instances.list()
      const prefixes = instances.map(({ prefix }) => prefix)
      for (const { documents } of instances) {
        const { path } = await documents.get('io.cozy.files', 'io.cozy.files.root-dir')
        const { _id } = await documents.get('io.cozy.settings', 'io.cozy.settings.instance')
        expect([path, _id]).toEqual(['/', 'io.cozy.settings.instance'])
      }
      const stored = (await test.stack.store.prefixes()).filter(prefix => prefix.startsWith('cozy'))
      expect(prefixes).toEqual(expect.arrayContaining(stored))
      const code = namesIn(join(data, 'code')).filter(name => name.startsWith('cozy'))
      expect(prefixes).toEqual(expect.arrayContaining(code))
      const isThere = test.stack.instances.get(DOMAIN) !== undefined
      expect((await test.admin('POST', `/instances?Domain=${DOMAIN}`)).status).toBe(isThere ? 409 : 201)
      expect((await test.admin('DELETE', `/instances/${DOMAIN}`)).status).toBe(204)
      expect(await test.stack.store.prefixes()).not.toContain(test.stack.instances.get(DOMAIN)?.prefix)
    } finally {
      await test.stack.close()
    }
  })
})
