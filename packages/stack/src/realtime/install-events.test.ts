import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startTestStack, type TestStack } from '../testing/test-stack.js'
import { auth, connect, settled, subscribe } from './testing/websocket-client.js'

let test: TestStack
let token: string
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'install-events-'))
  test = await startTestStack()
  token = await test.cli('io.cozy.apps')
})

afterAll(async () => {
  await test.stack.close()
  rmSync(folder, { recursive: true })
})

const toldOfInstalling = async (slug: string, services: Record<string, unknown>): Promise<string[]> => {
  const manifest = { name: slug, slug, type: 'webapp', version: '1.0.0', permissions: {}, services }
  writeFileSync(join(folder, 'manifest.webapp'), JSON.stringify(manifest))
  const client = await connect(test.stack.domain)
  client.say(auth(token), subscribe('io.cozy.apps'))
  expect(await settled(client)).toEqual([])
  const headers = { accept: 'text/event-stream' }
  const path = `/apps/${slug}?Source=file://${folder}`
  expect((await test.ask('POST', path, { token, headers })).text).not.toContain('event: error')
  const told = await settled(client)
  client.socket.terminate()
  return told.map(({ event, payload }) => `${event} ${String((payload.doc as { state: string }).state)}`)
}

describe('a websocket that listens to apps', () => {
  it('is told of an installation', async () => {
    expect(await toldOfInstalling('plain', {})).toEqual(['UPDATED installing', 'CREATED ready'])
  })

  it('is told of one with services once more, when their triggers are there', async () => {
    const daily = { type: 'node', file: 'daily.js', trigger: '@cron 0 0 5 * * *' }
    const told = await toldOfInstalling('served', { daily })
    expect(told).toEqual(['UPDATED installing', 'CREATED ready', 'UPDATED ready'])
  })
})
