import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { KonnectorError } from '../errors/konnector-error.js'
import type { HttpOptions } from '../http/api.js'
import { createHttp } from '../http/create-http.js'
import { startProvider, type Provider } from '../testing/provider-server.js'
import type { ParseStrategy } from './parse-answer.js'
import { signin, type ParsedAnswers, type SigninContext, type SigninOptions } from './signin.js'

const PASSWORD = 'p4ss&word é'
let site: Provider
let context: SigninContext

const FORM = `<form id="login" action="/session" method="post">
  <input type="hidden" name="csrf" value="t0ken"><input name="login"><input type="password" name="password">
  <button name="go" value="in">Go</button></form>`

const contextWith = (options: HttpOptions = {}): SigninContext => ({
  http: createHttp({ retries: { limit: 1, baseDelay: 1 }, rateLimit: false, ...options })
})
const login = <P extends ParseStrategy = 'cheerio'>(
  more?: Partial<SigninOptions<P>>
): Promise<ParsedAnswers[P]> =>
  signin<P>(context, {
    url: `${site.url}/login`,
    formSelector: '#login',
    formData: { login: 'me', password: PASSWORD },
    ...more
  })
const failure = async (run: Promise<unknown>): Promise<KonnectorError> => {
  const error: unknown = await run.then(
    () => undefined,
    (thrown: unknown) => thrown
  )
  if (error instanceof KonnectorError) return error
  throw new Error('expected a KonnectorError', { cause: error })
}

beforeEach(async () => {
  site = await startProvider({ 'GET /login': FORM, 'POST /session': '<p>Hello</p>' })
  context = contextWith()
})
afterEach(() => site.close())

describe('signin', () => {
  it('sends the form as a browser does', async () => {
    site.on('GET /login', { headers: { 'Set-Cookie': 'sid=1', 'Content-Type': 'text/html' }, body: FORM })
    const $ = await login()
    expect($('p').text()).toBe('Hello')
    const { headers, body } = site.seen[1] ?? {}
    expect(String(body)).toBe('csrf=t0ken&login=me&password=p4ss%26word+%C3%A9&go=in')
    expect(headers).toMatchObject({
      referer: `${site.url}/login`,
      cookie: 'sid=1',
      'content-type': 'application/x-www-form-urlencoded'
    })
  })

  it('sends it in the charset of its page', async () => {
    site.on('GET /login', {
      headers: { 'Content-Type': 'text/html; charset=iso-8859-1' },
      body: Buffer.from(FORM, 'latin1')
    })
    await login()
    expect(String(site.seen[1]?.body)).toContain('password=p4ss%26word+%E9')
  })

  it('sends it where the page was found in the end', async () => {
    site.on('GET /login', { status: 302, headers: { Location: '/a/b/form' } })
    site.on('GET /a/b/form', '<form id="login" action="../send?x=1"></form>')
    site.on('POST /a/send?x=1', 'ok')
    await login({ parse: 'raw' })
    expect(site.seen.at(-1)).toMatchObject({
      path: '/a/send?x=1',
      headers: { referer: `${site.url}/a/b/form` }
    })
  })

  it('sends a form without an action to its own page, and files as parts', async () => {
    site.on(
      'GET /login',
      '<form id="login" enctype="multipart/form-data" method="POST"><input name="a" value="1"></form>'
    )
    site.on('POST /login', 'ok')
    await login()
    expect(site.seen[1]?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/)
    expect(String(site.seen[1]?.body)).toMatch(/name="a"\r\n\r\n1[^]*name="login"\r\n\r\nme/)
  })

  it('puts a form with method GET into the address, unless it has a password', async () => {
    site.on(
      'GET /login',
      '<form id="login" action="/find?old=1" method="get"><input name="q" value="a b"></form>'
    )
    site.on('GET /find', 'ok')
    await login({ formData: {} })
    expect(site.seen[1]?.path).toBe('/find?q=a+b')
    site.on('GET /login', FORM.replace('"post"', '"get"'))
    await login()
    expect(site.seen.at(-1)?.method).toBe('POST')
  })

  it('gives the page to a function that makes the data', async () => {
    await login({ formData: $ => ({ login: String($('[name=csrf]').val()).length }) })
    expect(String(site.seen[1]?.body)).toContain('login=5')
  })

  it('parses the answer as it is told', async () => {
    site.on('POST /session', { body: '{"name":"me"}' })
    expect(
      await signin(context, { url: `${site.url}/login`, formSelector: '#login', parse: 'json' })
    ).toEqual({ name: 'me' })
    expect(await signin(context, { url: `${site.url}/login`, formSelector: '#login', parse: 'raw' })).toBe(
      '{"name":"me"}'
    )
    site.on('POST /session', '<html>')
    expect(
      await failure(signin(context, { url: `${site.url}/login`, formSelector: '#login', parse: 'json' }))
    ).toMatchObject({
      code: 'VENDOR_DOWN'
    })
  })

  it('gives status, parsed answer and the whole one to validate', async () => {
    site.on('POST /session', { status: 302, headers: { Location: '/home?error=1' } })
    site.on('GET /home', '<p class="who">me</p>')
    const seen: unknown[] = []
    await login({
      validate: (status, $, { request, statusCode, body }) =>
        seen.push(status, $('.who').text(), request.uri.href, statusCode, body) > 0
    })
    expect(seen).toEqual([200, 'me', `${site.url}/home?error=1`, 200, '<p class="who">me</p>'])
  })

  it('fails as LOGIN_FAILED where validate says so, by itself for a status that is not 200', async () => {
    expect((await failure(login({ validate: () => false }))).code).toBe('LOGIN_FAILED')
    site.on('POST /session', { status: 401, body: 'no' })
    const error = await failure(login())
    expect(error.code).toBe('LOGIN_FAILED')
    expect(`${error.detail ?? ''}`).not.toContain('p4ss')
    await expect(
      login({
        validate: () => {
          throw new Error('USER_ACTION_NEEDED')
        }
      })
    ).rejects.toThrow('USER_ACTION_NEEDED')
  })

  it('fails as VENDOR_DOWN where the site does', async () => {
    site.on('POST /session', { status: 503 })
    expect((await failure(login())).code).toBe('VENDOR_DOWN')
    site.on('GET /login', { status: 404 })
    expect((await failure(login())).code).toBe('VENDOR_DOWN')
  })

  it.each(['#nothing', 'button'])('fails as INVALID_FORM where %s is no form', async formSelector => {
    expect((await failure(login({ formSelector }))).code).toBe('INVALID_FORM')
  })

  it('goes by another http: its address, its timeout, its cookies', async () => {
    site.on('GET /login', { headers: { 'Set-Cookie': 'sid=1' }, body: FORM })
    site.on('POST /session', () => undefined)
    const own = context.http.extend({ baseUrl: site.url, timeout: 100, retries: 0 })
    const error = await failure(login({ requestInstance: own, url: '/login' }))
    expect(error.detail).toContain('nothing came for 0.1 s')
    expect(site.seen.map(({ headers }) => headers.cookie)).toEqual([undefined, 'sid=1'])
  })

  it('fails at once where it is told nonsense', () => {
    expect(() => login({ parse: 'yaml' as never })).toThrow('UNKNOWN_PARSING_STRATEGY')
    expect(() => signin(context, { formSelector: 'form' } as never)).toThrow('`url` must be defined')
    expect(() => signin(context, { url: site.url } as never)).toThrow('`formSelector` must be defined')
  })
})
