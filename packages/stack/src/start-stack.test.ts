import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, type AddressInfo } from 'node:net'
import { startStack } from './start-stack.js'
import { send, startTestStack } from './testing/test-stack.js'

let folder: string
const closing: (() => Promise<unknown>)[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stack-'))
})

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
  rmSync(folder, { recursive: true, force: true })
})

const listening = (server: Server, host: string): Promise<number> =>
  new Promise(resolve => {
    server.listen(0, host, () => {
      closing.push(() => new Promise(done => server.close(done)))
      resolve((server.address() as AddressInfo).port)
    })
  })

const messageOf = (starting: Promise<unknown>): Promise<string> =>
  starting.then(
    () => '(started)',
    (error: Error) => error.message
  )

describe('startStack', () => {
  it.each([
    ['port', '127.0.0.1', '--port'],
    ['port', '::1', '--port'],
    ['adminPort', '127.0.0.1', '--admin-port']
  ])('says that the %s is taken on %s, and leaves nothing open', async (option, host, flag) => {
    const port = await listening(createServer(), host)
    const data = { folder: join(folder, 'data') }
    expect(await messageOf(startStack({ port: 0, adminPort: 0, data, [option]: port }))).toBe(
      `Failed to listen on port ${port}: it is taken. Give another with ${flag}, or end the process that has it.`
    )
    const { stack } = await startTestStack({ data })
    await stack.close()
  })

  it('says which process has the data folder', async () => {
    const data = { folder }
    const { stack } = await startTestStack({ data })
    closing.push(() => stack.close())
    expect(await messageOf(startStack({ port: 0, adminPort: 0, data }))).toBe(
      `Failed to open ${folder}: process ${process.pid} has it. Give another folder with --data, or end that process.`
    )
  })

  it.each(['no domain', 'http://cozy.localhost', '-x', 'a..b'])('says that %j is no domain', async domain => {
    expect(await messageOf(startStack({ port: 0, adminPort: 0, domain }))).toMatch(
      /^Failed to make the instance ".*": it is no domain\. Give one such as cozy\.localhost:8080\.$/
    )
  })

  it('says that a port is none', async () => {
    expect(await messageOf(startStack({ port: 65_536 }))).toBe(
      'Failed to listen on port 65536: it is no port. Give one from 0 to 65535 with --port.'
    )
  })

  it('finds its documents, tokens and apps again after a restart', async () => {
    const first = await startTestStack({ data: { folder } })
    const token = await first.cli('io.cozy.todos')
    await first.ask('PUT', '/data/io.cozy.todos/one', { token, body: { n: 1 } })
    const { port } = new URL(first.stack.url)
    await first.stack.close()
    const second = await startTestStack({ data: { folder }, port: Number(port) })
    closing.push(() => second.stack.close())
    expect(second.stack.instances.list()).toHaveLength(1)
    expect((await second.ask('GET', '/data/io.cozy.todos/one', { token })).json.n).toBe(1)
  })

  it('keeps secrets to the owner of the data folder, and out of what is printed', async () => {
    const { stack } = await startTestStack({ data: { folder: join(folder, 'data') } })
    closing.push(() => stack.close())
    expect(statSync(join(folder, 'data')).mode & 0o077).toBe(0)
    const [instance] = stack.instances.list()
    expect(JSON.stringify({ ...instance!, documents: 0, files: 0 })).not.toContain(instance!.secret)
  })

  it('listens on loopback alone', async () => {
    const { stack } = await startTestStack()
    closing.push(() => stack.close())
    const others = Object.values(networkInterfaces())
      .flatMap(addresses => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4')
    for (const port of [new URL(stack.url).port, new URL(stack.adminUrl).port]) {
      for (const { address } of others) {
        const code = await new Promise(resolve => {
          const socket = connect(Number(port), address)
          socket.on('connect', () => resolve('connected'))
          socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code))
        })
        expect([address, code]).toEqual([address, 'ECONNREFUSED'])
      }
    }
    expect((await send('GET', `http://localhost:${new URL(stack.url).port}/version`)).status).toBe(200)
  })

  it('closes once, and refuses connections then', async () => {
    const test = await startTestStack()
    await Promise.all([test.stack.close(), test.stack.close()])
    await expect(test.ask('GET', '/version')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })
})
