import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { buffer } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import fixturify from 'fixturify'
import { pack } from 'tar-stream'
import { startTestStack, type TestStack } from '../testing/test-stack.js'

let test: TestStack
let token: string
let server: Server
let address: string
let served: Buffer
const asked: string[] = []
const lines: string[] = []

const archiveOf = async (files: Record<string, string>): Promise<Buffer> => {
  const tar = pack()
  const whole = buffer(tar)
  for (const [name, content] of Object.entries(files)) tar.entry({ name }, content)
  tar.finalize()
  return whole
}

const manifest = (version: string, more: object = {}): string =>
  JSON.stringify({ slug: 'kon', type: 'konnector', version, parameters: { bank: 1 }, ...more })

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

const send = async (method: string, source: string, more: Record<string, string> = {}): Promise<string> => {
  const query = new URLSearchParams({ Source: source, ...more }).toString()
  const headers = { accept: 'text/event-stream' }
  return (await test.ask(method, `/konnectors/kon?${query}`, { token, headers })).text
}

const installed = async () => {
  const [instance] = test.stack.instances.list()
  const app = (await test.stack.installs.find(instance!, 'konnectors', 'kon'))!
  return { app, code: app && test.stack.installs.folder(instance!, 'konnectors', app) }
}

beforeAll(async () => {
  test = await startTestStack({ log: line => void lines.push(line) })
  token = await test.cli('io.cozy.konnectors')
  server = createServer((request, response) => {
    asked.push(request.headers.authorization ?? '')
    if (request.url === '/app') response.end(served)
    else response.writeHead(404).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/app`
})

afterAll(async () => {
  await test.stack.close()
  server.closeAllConnections()
  server.close()
  expect(readdirSync(tmpdir()).filter(name => name.startsWith(`cozy-jobs-http-${process.pid}.`))).toEqual([])
})

beforeEach(async () => {
  await test.ask('DELETE', '/konnectors/kon', { token })
  served = gzipSync(await archiveOf({ 'manifest.konnector': manifest('1.0.0'), 'index.js': '1' }))
})

describe('a konnector in an archive', () => {
  it('is installed where its checksum is the one that was given', async () => {
    await send('POST', `${address}#${sha256(served)}`)
    const { app, code } = await installed()
    expect(app).toMatchObject({ version: '1.0.0', state: 'ready', checksum: '' })
    expect(fixturify.readSync(code)).toMatchObject({ 'index.js': '1' })
  })

  it('is refused where it is another, and leaves nothing', async () => {
    expect(await send('POST', `${address}#${'0'.repeat(64)}`)).toContain(
      'Application checksum does not match'
    )
    expect((await installed()).app).toBeUndefined()
  })

  it.each([
    ['nothing', '/none', 'it answered 404'],
    ['an archive without a manifest', '/app', 'it holds no manifest.konnector']
  ])('is refused where the address has %s, and the log says so', async (_, path, why) => {
    served = await archiveOf({ 'index.js': '1' })
    const source = new URL(path, address).href
    expect(await send('POST', source)).toContain('Application manifest is not reachable')
    expect(lines).toContain(`Failed to fetch ${source}: ${why}. Look at its address.`)
  })

  it('may lie in a folder of it', async () => {
    served = await archiveOf({
      'kon-main/manifest.konnector': manifest('1.0.0'),
      'kon-main/lib/a.js': 'a',
      'other.txt': 'o'
    })
    await send('POST', address)
    expect(fixturify.readSync((await installed()).code)).toMatchObject({
      lib: { 'a.js': 'a' },
      'other.txt': 'o'
    })
  })

  it('is updated where its version is another, with the parameters that it was given', async () => {
    await send('POST', address, { Parameters: '{"bank":2}' })
    served = await archiveOf({ 'manifest.konnector': manifest('1.0.0'), 'index.js': '2' })
    await send('PUT', address)
    expect(fixturify.readSync((await installed()).code)).toMatchObject({ 'index.js': '1' })
    served = await archiveOf({
      'manifest.konnector': manifest('1.1.0', { parameters: undefined }),
      'index.js': '2'
    })
    await send('PUT', address)
    const { app, code } = await installed()
    expect(app).toMatchObject({ version: '1.1.0', parameters: { bank: 2 } })
    expect(fixturify.readSync(code)).toMatchObject({ 'index.js': '2' })
  })

  it.each([
    ['../../escape', 'leads outside'],
    ['a\\..\\b', 'leads outside']
  ])('that holds %s is refused, and leaves nothing', async (name, why) => {
    served = await archiveOf({ 'manifest.konnector': manifest('1.0.0'), [name]: 'x' })
    expect(await send('POST', address)).toContain(why)
    expect((await installed()).app).toBeUndefined()
  })

  it('whose version names another folder stays in its own', async () => {
    served = await archiveOf({ 'manifest.konnector': manifest('../../../../escape'), 'index.js': '1' })
    await send('POST', address)
    const { app, code } = await installed()
    expect(app.version).toBe('../../../../escape')
    expect(code).toMatch(/\/konnectors\/kon\/_[0-9a-f]{64}$/)
    expect(fixturify.readSync(code)).toMatchObject({ 'index.js': '1' })
  })

  it('is fetched with what its address says of who asks, which is said to nobody else', async () => {
    const secret = address.replace('http://', 'http://me:pa55word@')
    await send('POST', secret)
    expect(asked.at(-1)).toBe(`Basic ${Buffer.from('me:pa55word').toString('base64')}`)
    await test.ask('DELETE', '/konnectors/kon', { token })
    expect(await send('POST', secret.replace('/app', '/nothere'))).toContain(
      'Application manifest is not reachable'
    )
    expect(lines.join('\n')).not.toContain('pa55word')
  })
})
