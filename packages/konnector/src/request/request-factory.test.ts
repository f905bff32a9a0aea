import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { CheerioAPI } from 'cheerio'
import { createServer } from 'node:net'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { createHttp } from '../http/create-http.js'
import { DEFAULT_USER_AGENT } from '../http/user-agent.js'
import { signin } from '../signin/signin.js'
import { startProvider, type Provider } from '../testing/provider-server.js'
import type { FullResponse } from './full-response.js'
import { requestFactory } from './request-factory.js'

let site: Provider
const last = (): Provider['seen'][number] => {
  const seen = site.seen.at(-1)
  if (!seen) throw new Error('nothing was asked')
  return seen
}
const thrown = async (run: PromiseLike<unknown>): Promise<Record<string, unknown>> => {
  try {
    await run
  } catch (error) {
    return error as Record<string, unknown>
  }
  throw new Error('expected an error')
}

beforeEach(async () => {
  site = await startProvider({
    'GET /a': '{"a":1}',
    'POST /a': 'ok',
    'PUT /a': 'ok',
    'HEAD /a': '',
    'DELETE /a': ''
  })
})
afterEach(() => site.close())

describe('the defaults of requestFactory', () => {
  it('ask for JSON and answer it, or the text that came instead', async () => {
    const request = requestFactory()
    expect(await request(`${site.url}/a`)).toEqual({ a: 1 })
    expect(last().headers.accept).toBe('application/json')
    expect(await request.post(`${site.url}/a`)).toBe('ok')
  })

  it('answer the page with cheerio, as a browser', async () => {
    site.on('GET /a', '<h1>é</h1>')
    const request = requestFactory({ cheerio: true, json: true })
    const $ = await request<CheerioAPI>(`${site.url}/a`)
    expect($('h1').text()).toBe('é')
    expect(last().headers).toMatchObject({ 'user-agent': DEFAULT_USER_AGENT })
    const full = await request<FullResponse>(`${site.url}/a`, { resolveWithFullResponse: true })
    expect((full.body as CheerioAPI)('h1').text()).toBe('é')
    expect(full.request.uri.href).toBe(`${site.url}/a`)
  })

  it.each([
    [{ cheerio: true, userAgent: false }, undefined],
    [{ userAgent: true }, DEFAULT_USER_AGENT],
    [{}, undefined],
    [{ cheerio: true, headers: { 'User-Agent': 'mine' } }, 'mine']
  ])('say who asks: %j', async (options, agent) => {
    await requestFactory(options)(`${site.url}/a`)
    expect(last().headers['user-agent']).toBe(agent)
  })

  it('send no header that fetch would add, and those that are given', async () => {
    await requestFactory({ json: false })(`${site.url}/a`)
    expect(Object.keys(last().headers).sort()).toEqual(['accept-encoding', 'connection', 'host'])
    const given = {
      Accept: 'text/html',
      'Accept-Language': 'fr',
      'Sec-Fetch-Mode': 'navigate',
      'User-Agent': 'mine'
    }
    await requestFactory({ json: false, headers: given })(`${site.url}/a`)
    expect(last().headers).toMatchObject(
      Object.fromEntries(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]))
    )
  })

  it('ask by whatever dispatcher is in use: a recording sees what is sent', async () => {
    const symbol = Symbol.for('undici.globalDispatcher.1')
    const holder = globalThis as unknown as Record<symbol, { dispatch(...given: unknown[]): boolean }>
    const used = holder[symbol]!
    const seen: unknown[] = []
    holder[symbol] = {
      dispatch: (options, handler) => {
        seen.push((options as { headers: object }).headers)
        return used.dispatch(options, handler)
      }
    }
    try {
      await requestFactory({ headers: { 'X-Own': '1' } })(`${site.url}/a`)
    } finally {
      holder[symbol] = used
    }
    expect(seen.map(headers => Object.keys(headers as object).map(name => name.toLowerCase()))).toEqual([
      expect.not.arrayContaining(['user-agent'])
    ])
    expect(last().headers['x-own']).toBe('1')
  })

  it('follow every redirect as GET, and tell where they came from', async () => {
    site.on('POST /a', { status: 302, headers: { Location: '/b?x#y' } })
    site.on('GET /b', 'there')
    const full = await requestFactory({ resolveWithFullResponse: true }).post<FullResponse>(`${site.url}/a`, {
      form: { a: 1 }
    })
    expect(full).toMatchObject({
      statusCode: 200,
      body: 'there',
      request: { method: 'GET', uri: { path: '/b?x', hash: '#y' } }
    })
    expect(last().headers.referer).toBe(`${site.url}/a`)
  })
})

describe('a request', () => {
  it('takes its address, its options, or both, and one function for each method', async () => {
    const request = requestFactory()
    await request({ url: `${site.url}/a` })
    await request.get({ uri: `${site.url}/a` })
    await request.put(`${site.url}/a`, { body: { b: 2 } })
    await request.head(`${site.url}/a`)
    await request.del(`${site.url}/a`)
    await request({ baseUrl: `${site.url}/`, uri: '/a', method: 'POST', json: { c: 3 } })
    expect(site.seen.map(({ method, path, body }) => `${method} ${path} ${String(body)}`)).toEqual([
      'GET /a ',
      'GET /a ',
      'PUT /a {"b":2}',
      'HEAD /a ',
      'DELETE /a ',
      'POST /a {"c":3}'
    ])
    expect(last().headers['content-type']).toBe('application/json')
  })

  it('writes queries and forms as the package qs', async () => {
    const request = requestFactory()
    await request(`${site.url}/a?x=1&y=2`, {
      qs: { y: 'é (3)', list: [1, 2], deep: { k: null }, no: undefined }
    })
    expect(last().path).toBe('/a?x=1&y=%C3%A9%20%283%29&list%5B0%5D=1&list%5B1%5D=2&deep%5Bk%5D=')
    await request.post(`${site.url}/a`, {
      form: { 'user name': "it's é", list: ['a'] },
      useQuerystring: true
    })
    expect(String(last().body)).toBe('user%20name=it%27s%20%C3%A9&list=a')
    expect(last().headers['content-type']).toBe('application/x-www-form-urlencoded')
    await request.post(`${site.url}/a`, { form: 'raw=1' })
    expect(String(last().body)).toBe('raw=1')
  })

  it('sends files, bytes and text', async () => {
    const request = requestFactory({ json: false })
    const file = new PassThrough().end('streamed')
    await request.post(`${site.url}/a`, {
      formData: {
        plain: 1,
        file: { value: file, options: { filename: 'f.txt', contentType: 'text/plain' } },
        bytes: Buffer.from('b')
      }
    })
    expect(String(last().body)).toMatch(
      /name="plain"\r\n\r\n1[^]*filename="f.txt"\r\nContent-Type: text\/plain\r\n\r\nstreamed[^]*\r\n\r\nb/
    )
    await request.post(`${site.url}/a`, { body: Buffer.from([1, 2]) })
    expect([...last().body]).toEqual([1, 2])
    expect((await thrown(request.post(`${site.url}/a`, { body: { a: 1 } })))['message']).toContain(
      'Argument error, options.body'
    )
  })

  it('keeps the case and the order of headers, and says who it is', async () => {
    const request = requestFactory({ headers: { 'X-B': '1', 'x-a': '2' } })
    await request(`${site.url}/a`, {
      headers: { 'X-A': '3', Referer: 'r' },
      auth: { user: 'me', pass: 'pä' }
    })
    const names = last().rawHeaders.filter((name, index) => index % 2 === 0 && /^(x-|referer)/i.test(name))
    expect(names).toEqual(['X-B', 'X-A', 'Referer'])
    expect(last().headers.authorization).toBe(`Basic ${Buffer.from('me:pä').toString('base64')}`)
    await request(`${site.url}/a`, { auth: { bearer: 't' } })
    expect(last().headers.authorization).toBe('Bearer t')
  })

  it('answers bytes and charsets as it is told', async () => {
    site.on('GET /a', { body: Uint8Array.of(0xe9) })
    const request = requestFactory({ json: false })
    expect(await request(`${site.url}/a`, { encoding: null })).toEqual(Buffer.from([0xe9]))
    expect(await request(`${site.url}/a`, { encoding: 'latin1' })).toBe('é')
    expect(await request(`${site.url}/a`, { encoding: 'iso-8859-15' })).toBe('é')
    expect(await request(`${site.url}/a`)).toBe('é')
  })

  it('makes its result of the answer, by a function or a callback', async () => {
    const request = requestFactory().defaults({ headers: { 'X-More': '1' } })
    const transform = (body: unknown, { statusCode }: FullResponse): unknown => [body, statusCode]
    expect(await request(`${site.url}/a`, { transform })).toEqual([{ a: 1 }, 200])
    expect(last().headers['x-more']).toBe('1')
    const told = await new Promise(resolve => {
      void request(`${site.url}/a`, (error, response, body) => resolve([error, response?.statusCode, body]))
    })
    expect(told).toEqual([null, 200, { a: 1 }])
    expect(
      await request(`${site.url}/a`)
        .then(() => 'then')
        .finally(() => undefined)
    ).toBe('then')
    const failed = {
      transform: () => {
        throw new Error('mine')
      }
    }
    expect(await thrown(request(`${site.url}/a`, failed))).toMatchObject({
      name: 'TransformError',
      message: 'Error: mine'
    })
  })

  it('can be piped, whatever its status, and awaited as well', async () => {
    site.on('GET /a', { status: 404, body: 'x'.repeat(300_000) })
    const request = requestFactory({ json: false })
    const statuses: number[] = []
    const piped = request(`${site.url}/a`)
      .on('response', (response: FullResponse) => void statuses.push(response.statusCode))
      .pipe(new PassThrough())
    expect(await text(piped)).toHaveLength(300_000)
    expect(statuses).toEqual([404])
    const both = request<string>(`${site.url}/a`, { simple: false })
    const out = text(both.pipe(new PassThrough()))
    expect(await both).toHaveLength(300_000)
    expect(await out).toHaveLength(300_000)
  })

  it('that is piped tells its failure as an error of the stream', async () => {
    site.on(
      'GET /a',
      (_, response) =>
        void response.writeHead(200, { 'Content-Length': '100' }).write('half', () => response.destroy())
    )
    const error = await new Promise(
      resolve => void requestFactory()(`${site.url}/a`).on('error', resolve).resume()
    )
    expect(error).toMatchObject({ name: 'RequestError' })
  })
})

describe('the errors', () => {
  it('are those of request-promise for a status', async () => {
    site.on('GET /a', { status: 404, body: '{"error":"none"}' })
    const error = await thrown(requestFactory()(`${site.url}/a`))
    expect(error).toMatchObject({
      name: 'StatusCodeError',
      statusCode: 404,
      message: '404 - {"error":"none"}',
      error: { error: 'none' }
    })
    expect(error['response']).toMatchObject({ statusCode: 404 })
    expect(await requestFactory({ simple: false })(`${site.url}/a`)).toEqual({ error: 'none' })
    const withPage = await thrown(requestFactory({ cheerio: true })(`${site.url}/a`))
    expect((withPage['response'] as CheerioAPI).text()).toContain('none')
  })

  it('are those of request-promise for a redirect that is not followed, or without end', async () => {
    site.on('GET /a', { status: 302, headers: { Location: '/a' } })
    const request = requestFactory({ followAllRedirects: false, followRedirect: false })
    expect(await thrown(request(`${site.url}/a`))).toMatchObject({ statusCode: 302 })
    expect(await thrown(requestFactory()(`${site.url}/a`, { maxRedirects: 2 }))).toMatchObject({
      name: 'RequestError'
    })
  })

  it('are those of request-promise for a connection that fails, and show no password', async () => {
    const nobody = createServer()
    const port = await new Promise<number>(resolve =>
      nobody.listen(0, '127.0.0.1', () => resolve((nobody.address() as { port: number }).port))
    )
    await new Promise(resolve => nobody.close(resolve))
    const error = await thrown(
      requestFactory().post(`http://127.0.0.1:${String(port)}/`, { form: { password: 'p4ss' } })
    )
    expect(error).toMatchObject({
      name: 'RequestError',
      cause: { code: 'ECONNREFUSED' },
      message: expect.stringContaining('connect ECONNREFUSED')
    })
    expect(JSON.stringify(error)).not.toContain('p4ss')
    site.on('GET /a', () => undefined)
    expect(await thrown(requestFactory()(`${site.url}/a`, { timeout: 30 }))).toMatchObject({
      cause: { code: 'ESOCKETTIMEDOUT' }
    })
    expect((await thrown(requestFactory()({ uri: 'nowhere?x' })))['message']).toBe(
      'Error: Invalid URI "nowhere"'
    )
    expect((await thrown(requestFactory()({})))['message']).toBe('Error: options.uri is a required argument')
  })
})

describe('cookies', () => {
  it('are kept where they are wanted', async () => {
    site.on('GET /a', { headers: { 'Set-Cookie': 'a=1' } })
    const jar = requestFactory().jar()
    const request = requestFactory({ jar })
    await request(`${site.url}/a`)
    jar.setCookie(requestFactory().cookie('b=2') ?? '', site.url)
    await request(`${site.url}/a`, { headers: { Cookie: 'c=3' } })
    expect(last().headers.cookie).toBe('a=1; b=2; c=3')
    expect(jar._jar.toJSON()?.cookies).toHaveLength(2)
    await requestFactory()(`${site.url}/a`)
    expect(last().headers.cookie).toBeUndefined()
  })

  it('are shared by all that say true', async () => {
    site.on('GET /a', { headers: { 'Set-Cookie': 'shared=1' } })
    await requestFactory({ jar: true })(`${site.url}/a`)
    await requestFactory({ jar: true })(`${site.url}/a`)
    expect(last().headers.cookie).toBe('shared=1')
  })
})

describe('signin over a request', () => {
  it('posts the fields without the button, and takes what fails for VENDOR_DOWN', async () => {
    site.on(
      'GET /login',
      '<form id="f" action="/a"><input name="x" value="1"><button name="b" value="2"></form>'
    )
    const jar = requestFactory().jar()
    const options = {
      url: `${site.url}/login`,
      formSelector: '#f',
      formData: { p: 'é' },
      requestInstance: requestFactory({ cheerio: true, jar })
    }
    const context = { http: createHttp() }
    const seen: unknown[] = []
    await signin(context, {
      ...options,
      parse: 'raw',
      validate: (status, body, full) => seen.push(status, body, full.request.uri.href) > 0
    })
    expect(String(last().body)).toBe('x=1&p=%C3%A9')
    expect(seen).toEqual([200, 'ok', `${site.url}/a`])
    site.on('POST /a', { status: 500 })
    await expect(signin(context, options)).rejects.toThrow('VENDOR_DOWN')
  })
})
