import { afterEach, describe, expect, it } from '@jest/globals'
import { parseCredentials } from '@cozy-jobs/env'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { openStack } from '../open-stack.js'

let server: Server | undefined
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

type Handler = (request: IncomingMessage, response: ServerResponse, count: number) => unknown

/** A stack that misbehaves: its n-th answer is what `handle` makes of it. */
const serve = async (handle: Handler): Promise<{ url: string; asked: string[] }> => {
  const asked: string[] = []
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    void handle(request, response, asked.length)
  })
  await new Promise<void>(resolve => server?.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked }
}

const stackAt = (url: string, credentials = 'token', left = () => Infinity) =>
  openStack({ url, credentials: parseCredentials(credentials)!, firstPause: 1, budget: { left } })

const doc = JSON.stringify({ _id: 'a', _rev: '1-a' })

describe('asking the Cozy', () => {
  it('tries again after 503 and 429, and after a broken connection', async () => {
    const { url, asked } = await serve((request, response, count) => {
      if (count === 1) response.writeHead(503).end()
      else if (count === 2) response.writeHead(429, { 'retry-after': '0' }).end()
      else if (count === 3) request.socket.destroy()
      else response.end(doc)
    })
    expect(await stackAt(url).documents.get('io.cozy.todos', 'a')).toMatchObject({ _id: 'a' })
    expect(asked).toHaveLength(4)
  })

  it('creates a document once, though the first answer was lost', async () => {
    const { url, asked } = await serve((request, response, count) => {
      if (count === 1) request.socket.destroy()
      else if (request.method === 'PUT') response.writeHead(409).end('{"error":"conflict"}')
      else response.end(doc)
    })
    expect(await stackAt(url).documents.create('io.cozy.todos', { label: 'x' })).toMatchObject({ _id: 'a' })
    expect(asked.map(line => line.split(' ')[0])).toEqual(['PUT', 'PUT', 'GET'])
    expect(asked[1]).toBe(asked[0])
  })

  it('sends a stream once, and a job once', async () => {
    const { url, asked } = await serve((_, response) => response.writeHead(503).end())
    const stack = stackAt(url)
    const content = (async function* () {
      yield Buffer.from('x')
    })()
    await expect(stack.files.upload({ name: 'a', dirId: 'd', content })).rejects.toMatchObject({
      code: 'unavailable'
    })
    await expect(stack.jobs.create('service', {})).rejects.toMatchObject({ status: 503 })
    expect(asked).toHaveLength(2)
  })

  it('takes a refusal that comes before all of a stream is sent, and reads no more of it', async () => {
    const { url } = await serve((_, response) => response.writeHead(413).end('{"error":"no room"}'))
    let release = (): void => undefined
    const released = new Promise<void>(resolve => (release = resolve))
    const endless = async function* () {
      try {
        for (;;) yield Buffer.alloc(65_536)
      } finally {
        release()
      }
    }
    const file = { name: 'a', dirId: 'd', content: endless() }
    await expect(stackAt(url).files.upload(file)).rejects.toMatchObject({
      code: 'quota_exceeded',
      reason: 'the Cozy answered 413 (no room)'
    })
    await released
  })

  it('breaks off a stream at the end of the run, and where the connection breaks', async () => {
    const end = new AbortController()
    const { url } = await serve((request, _, count) => {
      if (count === 1) end.abort()
      else request.socket.destroy()
    })
    const upload = (signal?: AbortSignal) => {
      const content = (async function* () {
        for (;;) yield Buffer.alloc(65_536)
      })()
      return stackAt(url).files.upload({ name: 'a', dirId: 'd', content, ...(signal && { signal }) })
    }
    await expect(upload(end.signal)).rejects.toMatchObject({ code: 'out_of_time' })
    await expect(upload()).rejects.toMatchObject({ code: 'unreachable' })
  })

  it('begins no try that comes after the end of the run', async () => {
    const { url, asked } = await serve((_, response) => response.writeHead(503).end())
    await expect(stackAt(url, 'token', () => 0).documents.get('x', 'a')).rejects.toMatchObject({
      status: 503
    })
    expect(asked).toHaveLength(1)
  })

  it('changes the token of an OAuth client once for all that it is refused to', async () => {
    const { url, asked } = await serve(async (request, response) => {
      if (request.url === '/auth/access_token') {
        const form = new URLSearchParams(await text(request))
        expect(Object.fromEntries(form)).toMatchObject({ grant_type: 'refresh_token', refresh_token: 'r1' })
        return response.end(JSON.stringify({ access_token: 'second' }))
      }
      if (request.headers.authorization !== 'Bearer second') return response.writeHead(401).end('{}')
      return response.end(doc)
    })
    const credentials = JSON.stringify({
      clientID: 'c',
      clientSecret: 's',
      token: { accessToken: 'first', refreshToken: 'r1' }
    })
    const { documents } = stackAt(url, credentials)
    await Promise.all([documents.get('x', 'a'), documents.get('x', 'b')])
    expect(asked.filter(line => line.includes('access_token'))).toHaveLength(1)
  })

  it('tells that nobody answers', async () => {
    const { url } = await serve((_, response) => response.end())
    await new Promise(resolve => server?.close(resolve))
    await expect(stackAt(url).documents.get('x', 'a')).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringMatching(/^Failed to read a document of x: the Cozy did not answer/) as unknown
    })
  })
})
