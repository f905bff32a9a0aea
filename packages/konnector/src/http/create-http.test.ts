import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { startProvider, type Provider } from '../testing/provider-server.js'
import type { Http, HttpOptions } from './api.js'
import { createHttp } from './create-http.js'
import { HttpError } from './http-error.js'

const SECRET = 'hunter22-hunter22'
let site: Provider
let lines: string[]
let http: Http

const client = (options: HttpOptions = {}): Http =>
  createHttp({
    baseUrl: site.url,
    retries: { limit: 3, baseDelay: 1 },
    rateLimit: false,
    secrets: [SECRET],
    log: { debug: line => void lines.push(String(line)), warning: line => void lines.push(String(line)) },
    ...options
  })

const failure = async (run: Promise<unknown>): Promise<HttpError> => {
  const error: unknown = await run.then(
    () => undefined,
    (thrown: unknown) => thrown
  )
  if (!(error instanceof HttpError)) throw new Error('expected an HttpError', { cause: error })
  return error
}

beforeEach(async () => {
  site = await startProvider()
  lines = []
  http = client()
})
afterEach(() => site.close())

describe('a request', () => {
  it('has query, headers in their order and case, and a user agent', async () => {
    site.on('GET /a', 'ok')
    await http.get('/a?x=%20y', {
      query: { page: 2, tag: ['a', 'b'], no: undefined },
      headers: { 'X-First': '1', Accept: 'text/html' }
    })
    expect(site.seen[0]).toMatchObject({ path: '/a?x=%20y&page=2&tag=a&tag=b' })
    expect(site.seen[0]?.headers['user-agent']).toMatch(/^Mozilla/)
    const names = site.seen[0]?.rawHeaders.filter((_, index) => index % 2 === 0) ?? []
    expect(names.filter(name => /^(X-First|Accept|User-Agent)$/.test(name))).toEqual([
      'User-Agent',
      'X-First',
      'Accept'
    ])
  })

  it('sends forms, JSON and files', async () => {
    site.on('POST /a', 'ok')
    await http.post('/a', { form: { name: 'é &', list: [1, 2] } })
    await http.post('/a', { form: { name: 'é€' }, formEncoding: 'iso-8859-1' })
    await http.post('/a', { json: { a: [1] } })
    await http.post('/a', {
      multipart: { kind: 'x', file: { content: 'hello', filename: 'a.txt', type: 'text/plain' } }
    })
    const bodies = site.seen.map(({ headers, body }) => [headers['content-type'], body.toString()])
    expect(bodies[0]).toEqual(['application/x-www-form-urlencoded', 'name=%C3%A9+%26&list=1&list=2'])
    expect(bodies[1]?.[1]).toBe('name=%E9%80')
    expect(bodies[2]).toEqual(['application/json', '{"a":[1]}'])
    expect(bodies[3]?.[1]).toMatch(
      /name="kind"\r\n\r\nx[^]*filename="a.txt"\r\nContent-Type: text\/plain\r\n\r\nhello/
    )
  })

  it('gives user and password of an address as a header alone', async () => {
    site.on('GET /a', 'ok')
    await http.get(site.url.replace('//', `//me:${SECRET}@`) + '/a')
    expect(site.seen[0]?.headers.authorization).toBe(
      `Basic ${Buffer.from(`me:${SECRET}`).toString('base64')}`
    )
    expect(lines.join()).not.toContain(SECRET)
  })

  it('is refused with what is wrong with it', async () => {
    const error = await failure(http.get('/a', { json: 1 }))
    expect(error).toMatchObject({
      kind: 'invalid-request',
      detail: expect.stringContaining('a GET has no body')
    })
    expect((await failure(createHttp().get('nowhere'))).kind).toBe('invalid-request')
  })

  it('goes through the fetch that is there when it is sent', async () => {
    const real = globalThis.fetch
    globalThis.fetch = () => Promise.resolve(new Response('recorded'))
    try {
      expect(await http.get('/a').text()).toBe('recorded')
    } finally {
      globalThis.fetch = real
    }
  })
})

describe('redirects', () => {
  it('keep the cookies of every hop, and lead on by the rules of the method', async () => {
    site.on('POST /login', {
      status: 302,
      headers: { Location: '/hop', 'Set-Cookie': ['a=1', 'b=2; Path=/'] }
    })
    site.on('GET /hop', { status: 307, headers: { Location: 'home#x', 'Set-Cookie': 'c=3' } })
    site.on('GET /home', 'home')
    const response = await http.post('/login', { form: { a: 1 } })
    expect(response).toMatchObject({ url: `${site.url}/home#x`, redirected: true, status: 200 })
    expect(site.seen.at(-1)?.headers.cookie?.split('; ').sort()).toEqual(['a=1', 'b=2', 'c=3'])
    expect(site.seen.at(-1)?.headers['content-type']).toBeUndefined()
  })

  it('do not take credentials to another host', async () => {
    await using other = await startProvider({ 'GET /x': 'other' })
    site.on('GET /a', { status: 302, headers: { Location: `${other.url}/x` } })
    await http.get('/a', { headers: { Authorization: SECRET, Cookie: 'own=1', 'X-Kept': '1' } })
    expect(other.seen[0]?.headers).toMatchObject({ 'x-kept': '1' })
    expect(other.seen[0]?.headers).not.toHaveProperty('authorization')
    expect(other.seen[0]?.headers).not.toHaveProperty('cookie')
  })

  it('end: as an error where there are too many, as the answer where none are wanted', async () => {
    site.on('GET /a', { status: 302, headers: { Location: '/a' } })
    expect(await failure(http.get('/a', { maxRedirects: 4 }))).toMatchObject({
      kind: 'redirect',
      code: 'VENDOR_DOWN'
    })
    expect(site.seen).toHaveLength(5)
    expect((await http.get('/a', { maxRedirects: 0 })).status).toBe(302)
  })

  it('refuse an address that is no site', async () => {
    site.on('GET /a', { status: 302, headers: { Location: 'file:///etc/passwd' } })
    expect((await failure(http.get('/a'))).kind).toBe('redirect')
  })
})

describe('the tries', () => {
  it('go on until the site answers', async () => {
    site.on('GET /a', { status: 503 }, { status: 429, headers: { 'Retry-After': '0' } }, 'at last')
    expect(await http.get('/a').text()).toBe('at last')
    expect(site.seen).toHaveLength(3)
    expect(lines.filter(line => line.includes('tried again'))).toHaveLength(2)
  })

  it('end as VENDOR_DOWN, naming status, number of tries, method and address without secrets', async () => {
    site.on('GET /a', { status: 502 })
    const error = await failure(http.get(`/a?page=3&token=t0ken&q=${SECRET}`))
    expect(error).toMatchObject({
      code: 'VENDOR_DOWN',
      kind: 'unavailable',
      status: 502,
      message: 'VENDOR_DOWN'
    })
    expect(error.detail).toBe(
      `Failed to GET ${site.url}/a?page=3&token=***&q=***: the site answered 502 Bad Gateway, 4 times. The next run tries again.`
    )
    expect(JSON.stringify([error, error.detail, lines])).not.toContain(SECRET)
  })

  it('are one for a POST, unless it is said to do no harm', async () => {
    site.on('POST /a', { status: 503 })
    await failure(http.post('/a'))
    expect(site.seen).toHaveLength(1)
    await failure(http.post('/a', { idempotent: true }))
    expect(site.seen).toHaveLength(5)
  })

  it('are more for a POST that is refused until later', async () => {
    const busy = { status: 429, headers: { 'Retry-After': '0' } }
    site.on('POST /a', busy, busy, 'ok')
    expect(await http.post('/a', { form: { a: 1 } }).text()).toBe('ok')
    expect(site.seen.map(({ body }) => body.toString())).toEqual(['a=1', 'a=1', 'a=1'])
    site.on('POST /b', { status: 429 })
    expect((await failure(http.post('/b'))).kind).toBe('too-many-requests')
    site.on('POST /c', busy)
    const once = (async function* () {
      yield Buffer.from('only once')
    })()
    await failure(http.post('/c', { body: once }))
    expect(site.seen.slice(3).map(({ path }) => path)).toEqual(['/b', '/c'])
  })

  it('do not outlast the budget', async () => {
    site.on('GET /a', { status: 429, headers: { 'Retry-After': '3600' } })
    const budget = {
      left: () => 5000,
      isOver: () => false,
      endOf: () => 0,
      close: () => undefined,
      signal: new AbortController().signal
    }
    const error = await failure(client({ budget }).get('/a'))
    expect(error).toMatchObject({ kind: 'too-many-requests', code: 'VENDOR_DOWN' })
    expect(error.detail).toContain('asks to wait 3600 s')
    expect(site.seen).toHaveLength(1)
  })

  it('go on where an answer breaks off', async () => {
    site.on(
      'GET /a',
      (_, response) =>
        void response.writeHead(200, { 'Content-Length': '100' }).write('half', () => response.destroy()),
      'whole'
    )
    expect(await http.get('/a').text()).toBe('whole')
    expect(site.seen).toHaveLength(2)
  })

  it('end as BAD_DOWNLOADED_FILE where a file always breaks off', async () => {
    site.on(
      'GET /a',
      (_, response) =>
        void response.writeHead(200, { 'Content-Length': '100' }).write('half', () => response.destroy())
    )
    expect(await failure(http.get('/a').buffer())).toMatchObject({
      code: 'BAD_DOWNLOADED_FILE',
      kind: 'cut-file'
    })
    expect(site.seen).toHaveLength(4)
    expect(await failure((await http.get('/a').stream()).toArray())).toMatchObject({ kind: 'cut-file' })
  })
})

describe('a site that does not answer', () => {
  it('is VENDOR_DOWN: nobody listens, no such host, silence', async () => {
    const nobody = createServer()
    const port = await new Promise<number>(resolve =>
      nobody.listen(0, '127.0.0.1', () => resolve((nobody.address() as { port: number }).port))
    )
    await new Promise(resolve => nobody.close(resolve))
    const once = client({ retries: 0 })
    expect(await failure(once.get(`http://127.0.0.1:${String(port)}/`))).toMatchObject({
      kind: 'connect',
      code: 'VENDOR_DOWN'
    })
    site.on('GET /slow', () => undefined)
    expect(await failure(once.get('/slow', { timeout: 50 }))).toMatchObject({
      kind: 'timeout',
      code: 'VENDOR_DOWN'
    })
  })

  it('is VENDOR_DOWN where it falls silent in the middle', async () => {
    site.on('GET /a', (_, response) => void response.writeHead(200).write('begun'))
    expect(await failure(http.get('/a', { timeout: 50, retries: 1 }).text())).toMatchObject({
      kind: 'timeout'
    })
    expect(site.seen).toHaveLength(2)
  })

  it('is TIMEOUT at the end of the time of the run', async () => {
    const ended = new AbortController()
    const budget = {
      left: () => 1000,
      isOver: () => false,
      endOf: () => 0,
      close: () => undefined,
      signal: ended.signal
    }
    site.on('GET /a', () => {
      ended.abort(new Error('over'))
      return undefined
    })
    expect(await failure(client({ budget }).get('/a'))).toMatchObject({
      kind: 'out-of-time',
      code: 'TIMEOUT'
    })
    expect(await failure(client({ budget }).get('/a'))).toMatchObject({ kind: 'out-of-time' })
    expect(site.seen).toHaveLength(1)
  })

  it("ends with the request's own signal, by its own reason", async () => {
    const reason = new Error('no longer wanted')
    await expect(http.get('/a', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  })
})

describe('an answer', () => {
  it('of 401 and 403 is thrown as it is, once, and can be read', async () => {
    site.on('GET /a', { status: 403, body: 'go away' })
    const error = await failure(http.get('/a'))
    expect(error).toMatchObject({ kind: 'status', status: 403, code: 'UNKNOWN_ERROR' })
    expect(await error.response?.text()).toBe('go away')
    expect(site.seen).toHaveLength(1)
    expect((await http.get('/a', { throwOnStatus: false })).ok).toBe(false)
  })

  it('of HTML where JSON was expected names the title of the page', async () => {
    site.on('GET /a', '<html><head><title>Site en\n maintenance</title></head></html>')
    const error = await failure(http.get('/a').json())
    expect(error).toMatchObject({ kind: 'not-json', code: 'VENDOR_DOWN' })
    expect(error.detail).toContain('the page "Site en maintenance" where JSON was expected')
  })

  it('is a page, JSON, bytes or a stream, as often as it is asked', async () => {
    site.on('GET /a', '<h1>{}</h1>')
    const response = await http.get('/a')
    expect((await response.$())('h1').text()).toBe('{}')
    expect((await response.buffer()).toString()).toBe('<h1>{}</h1>')
    expect(Buffer.concat(await response.stream().toArray()).toString()).toBe('<h1>{}</h1>')
    expect((await failure(response.buffer({ max: 3 }))).kind).toBe('too-large')
    expect((await failure(http.get('/a').buffer({ max: 3 }))).kind).toBe('too-large')
  })

  it('is read by its charset, or by the one that is known better', async () => {
    const bytes = Uint8Array.of(0xe9, 0xa4)
    site.on('GET /a', { headers: { 'Content-Type': 'text/html; charset=iso-8859-15' }, body: bytes })
    expect(await http.get('/a').text()).toBe('é€')
    expect(await http.get('/a', { encoding: 'latin1' }).text()).toBe('é¤')
  })
})

describe('a stream', () => {
  it('takes no more of the site than is read of it', async () => {
    const chunk = Buffer.alloc(256 * 1024)
    const chunks = 400
    let sent = 0
    site.on('GET /big', async (_, response) => {
      response.writeHead(200, { 'Content-Length': String(chunk.byteLength * chunks) })
      for (let index = 0; index < chunks; index++) {
        sent += chunk.byteLength
        if (!response.write(chunk)) await once(response, 'drain')
      }
      response.end()
      return undefined
    })
    site.on('GET /a', 'meanwhile')
    const stream = (await http.get('/big')).stream()
    let received = 0
    let furthest = 0
    for await (const bytes of stream as AsyncIterable<Buffer>) {
      // Other requests are answered meanwhile: the site had the time to send on.
      if (received === 0) for (let other = 0; other < 50; other++) await http.get('/a').text()
      received += bytes.byteLength
      furthest = Math.max(furthest, sent - received)
    }
    expect(received).toBe(chunk.byteLength * chunks)
    // What the sockets of the system hold is not ours.
    expect(furthest).toBeLessThan(40 * 1024 * 1024)
  })
})

describe('clients', () => {
  it('made of each other share cookies, unless told otherwise', async () => {
    site.on('GET /a', { headers: { 'Set-Cookie': 'a=1' } })
    await http.get('/a')
    await http.extend({ headers: { 'X-More': '1' } }).get('/a')
    await http.extend({ jar: false }).get('/a')
    expect(site.seen.map(({ headers }) => headers.cookie)).toEqual([undefined, 'a=1', undefined])
    const next = client()
    await next.jar?.restore(JSON.parse(JSON.stringify(await http.jar?.serialize())))
    await next.get('/a')
    expect(site.seen.at(-1)?.headers.cookie).toBe('a=1')
  })
})
