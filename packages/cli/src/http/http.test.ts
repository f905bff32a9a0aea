import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { installLoopbackNames } from '@cozy-jobs/env'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readEvents } from './event-stream.js'
import { instanceUrl } from './instance-url.js'
import { reasonOf } from './refusal.js'
import { StackClient } from './stack-client.js'

const never = new AbortController().signal

const answers: Record<string, [status: number, body: string]> = {
  '/ok': [200, '{"a":1}'],
  '/expired': [400, '{"error":"Expired token"}'],
  '/foreign': [400, '{"error":"code=400, message=Invalid JWT token"}'],
  '/forbidden': [403, '{"error":"Forbidden"}'],
  '/jsonapi': [422, '{"errors":[{"status":"422","title":"Invalid Parameter","detail":"Invalid slug name"}]}'],
  '/couch': [404, '{"error":"not_found","reason":"missing","status":"404"}'],
  '/html': [502, '<h1>Bad gateway</h1>']
}

describe('the client of a stack', () => {
  let server: Server
  let port: number
  let hosts: (string | undefined)[]
  const client = (at = port) => new StackClient(new URL(`http://cozy.localhost:${at}/`), 'a-token', never)

  beforeAll(async () => {
    installLoopbackNames()
    hosts = []
    server = createServer((request, response) => {
      hosts.push(request.headers.host)
      const [status, body] = answers[request.url ?? ''] ?? [404, '']
      const expired = {
        'www-authenticate': 'Bearer error="invalid_token" error_description="The access token expired"'
      }
      response.writeHead(status, request.url === '/expired' ? expired : {}).end(body)
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    port = (server.address() as AddressInfo).port
  })

  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })

  it('reaches a name below localhost, and says which one it means', async () => {
    expect(await client().json({ path: '/ok', act: 'look' })).toEqual({ a: 1 })
    expect(hosts.at(-1)).toBe(`cozy.localhost:${port}`)
  })

  it.each([
    ['/expired', 'answered 400: Expired token. Leave COZY_CREDENTIALS out'],
    [
      '/foreign',
      'answered 400: code=400, message=Invalid JWT token. The token is of another stack: give the --domain'
    ],
    ['/forbidden', 'answered 403: Forbidden. Its token lacks the permission.'],
    ['/jsonapi', 'answered 422: Invalid slug name.'],
    ['/couch', 'answered 404: missing. Look for a typo, or list what is there.'],
    ['/html', 'answered 502: <h1>Bad gateway</h1>.']
  ])('tells why %s was refused', async (path, why) => {
    await expect(client().json({ path, act: 'look' })).rejects.toThrow(
      `Failed to look: cozy.localhost:${port} ${why}`
    )
  })

  it('takes 404 for an answer where one looks whether something is there', async () => {
    expect(await client().find({ path: '/couch', act: 'look' })).toBeUndefined()
  })

  it('says what to start where nothing listens', async () => {
    const closed = createServer().listen(0, '127.0.0.1')
    await once(closed, 'listening')
    const free = (closed.address() as AddressInfo).port
    closed.close()
    await once(closed, 'close')
    await expect(client(free).json({ path: '/ok', act: 'look' })).rejects.toThrow(
      `Failed to reach http://cozy.localhost:${free}/: nothing listens there. Start a stack with "cozy-jobs stack".`
    )
  })
})

describe('the address of an instance', () => {
  it.each([
    ['cozy.localhost:8080', 'http://cozy.localhost:8080/'],
    ['cozy.localhost', 'http://cozy.localhost/'],
    ['127.0.0.1', 'http://127.0.0.1/'],
    ['cozy.tools:8080', 'http://cozy.tools:8080/'],
    ['camille.mycozy.cloud', 'https://camille.mycozy.cloud/'],
    ['http://camille.example/x', 'http://camille.example/']
  ])('of %s is %s', (domain, url) => {
    expect(instanceUrl(domain).href).toBe(url)
  })
})

describe('a stream of events', () => {
  const stream = (...chunks: string[]) =>
    new ReadableStream<Uint8Array>({
      start(controller) {
        for (const chunk of chunks) controller.enqueue(Buffer.from(chunk))
        controller.close()
      }
    })
  const read = async (...chunks: string[]) => {
    const events = []
    for await (const event of readEvents(stream(...chunks))) events.push(event)
    return events
  }

  it('is read event by event, wherever the chunks are cut', async () => {
    const text = 'event: state\r\ndata: {"é":1}\r\n\r\nevent: error\r\ndata: "no"\r\n\r\n'
    const expected = [
      { event: 'state', data: { é: 1 } },
      { event: 'error', data: 'no' }
    ]
    for (let at = 1; at < text.length; at++)
      expect(await read(text.slice(0, at), text.slice(at))).toEqual(expected)
  })

  it('may end without an empty line, and hold what is no JSON', async () => {
    expect(await read('data: plain')).toEqual([{ event: 'message', data: 'plain' }])
  })
})

describe('the reason in a refusal', () => {
  it.each([
    ['{"errors":[{"title":"Not Found"},{"detail":"x"}]}', 'Not Found; x'],
    ['"just a text"', 'just a text'],
    ['null', ''],
    ['[]', '']
  ])('of %s is "%s"', (body, reason) => {
    expect(reasonOf(body)).toBe(reason)
  })
})
