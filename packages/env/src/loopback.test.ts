import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createServer, get, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isAbsolute } from 'node:path'
import { promisify } from 'node:util'
import { isLoopbackName, lookup } from './loopback.js'
import { loopbackPreload } from './loopback-preload.js'

const run = promisify(execFile)

describe('which names are loopback', () => {
  it.each(['localhost', 'LOCALHOST', 'localhost.', 'cozy.localhost', 'app.me.Cozy.localhost.'])(
    '%s is',
    name => {
      expect(isLoopbackName(name)).toBe(true)
    }
  )

  it.each([
    '',
    'localhost.example.org',
    'mylocalhost',
    'cozy.localhost.evil',
    '.localhost',
    'a..localhost',
    '127.0.0.1'
  ])('%s is not', name => {
    expect(isLoopbackName(name)).toBe(false)
  })
})

describe('lookup', () => {
  const answer = (options: object) =>
    new Promise<unknown[]>(resolve => lookup('cozy.localhost', options, (...result) => resolve(result)))

  it('answers both families, the older one first', async () => {
    expect(await answer({ all: true })).toEqual([
      null,
      [
        { address: '127.0.0.1', family: 4 },
        { address: '::1', family: 6 }
      ]
    ])
  })

  it('answers the family that is asked for, as a number or a name', async () => {
    expect(await answer({})).toEqual([null, '127.0.0.1', 4])
    expect(await answer({ family: 6 })).toEqual([null, '::1', 6])
    expect(await answer({ family: 'IPv6', all: true })).toEqual([null, [{ address: '::1', family: 6 }]])
  })

  it('leaves other names to the system', async () => {
    const result = await new Promise<unknown[]>(resolve =>
      lookup('127.0.0.1', {}, (...found) => resolve(found))
    )
    expect(result).toEqual([null, '127.0.0.1', 4])
  })
})

describe('over real connections', () => {
  let server: Server
  let port: number
  beforeAll(async () => {
    server = createServer((request, response) => response.end(`hello ${request.headers.host}`))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    port = (server.address() as AddressInfo).port
  })
  afterAll(() => new Promise(resolve => server.close(resolve)))

  const child = (script: string, ...flags: string[]) =>
    run(process.execPath, [...flags, '--input-type=module', '-e', script], { env: {} })

  it('a request with the lookup option reaches a name below localhost', async () => {
    const [response] = await once(
      get(`http://any.thing.localhost:${port}/`, { lookup, agent: false }),
      'response'
    )
    expect(response.statusCode).toBe(200)
    response.resume()
    await once(response, 'end')
  })

  it.each([
    ['fetch', `console.log(await (await fetch(url)).text())`],
    ['http', `(await import('node:http')).get(url, async r => console.log(String((await r.toArray())[0])))`],
    [
      'a named import of dns',
      `const { lookup, promises } = await import('node:dns'); const { promisify } = await import('node:util');
       const { address } = await promisify(lookup)('x.localhost', 4); const all = await promises.lookup('x.localhost', { all: true });
       console.log('hello', [address, ...all.map(each => each.family)].join())`
    ]
  ])('a process with the preload resolves names for %s', async (name, code) => {
    const script = `const url = 'http://anything.localhost:${port}/'; ${code}`
    const { stdout, stderr } = await child(script, '--require', loopbackPreload())
    expect(stderr).toBe('')
    expect(stdout.trim()).toBe(
      name.includes('dns') ? 'hello 127.0.0.1,4,6' : `hello anything.localhost:${port}`
    )
  })

  it('a process may be preloaded twice', async () => {
    const flags = ['--require', loopbackPreload(), '--require', loopbackPreload()]
    const { stdout } = await child(
      `console.log(await (await fetch('http://a.localhost:${port}/')).text())`,
      ...flags
    )
    expect(stdout.trim()).toBe(`hello a.localhost:${port}`)
  })

  it('a process that installs the names itself resolves them', async () => {
    const entry = new URL('../dist/index.js', import.meta.url).href
    const script = `import { installLoopbackNames } from '${entry}'; installLoopbackNames(); installLoopbackNames();
      console.log(await (await fetch('http://cozy.localhost:${port}/')).text())`
    expect((await child(script)).stdout.trim()).toBe(`hello cozy.localhost:${port}`)
  })

  it('the preload is an absolute path', () => {
    expect(isAbsolute(loopbackPreload())).toBe(true)
  })
})
