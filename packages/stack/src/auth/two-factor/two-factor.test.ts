import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startTestStack, type TestStack } from '../../testing/test-stack.js'
import { Browser, hashOf } from '../testing/browser.js'
import { lastMail, mailedCode } from '../testing/last-mail.js'
import { register } from '../testing/oauth.js'

let test: TestStack

const MINUTE = 60_000

beforeAll(async () => {
  test = await startTestStack({ email: 'owner@example.org' })
  const [instance] = test.stack.instances.list()
  await test.stack.instances.update(instance!, { details: { auth_mode: 1 } })
})

afterAll(() => test.stack.close())

/** The first step, and what the second one needs. */
const firstStep = async (browser: Browser, fields: Record<string, string> = {}) => {
  const { status, headers } = await browser.login(fields)
  const page = new URL(headers.location ?? '')
  return {
    status,
    page,
    token: page.searchParams.get('two_factor_token') ?? '',
    code: await mailedCode(test)
  }
}

const other = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

describe('a login in two steps', () => {
  it('gives a session for the code of the mail alone', async () => {
    const browser = new Browser(test)
    const { status, page, token, code } = await firstStep(browser)
    expect([status, page.pathname]).toEqual([303, '/auth/twofactor'])
    expect(browser.cookies.has('cozysessid')).toBe(false)
    const form = await browser.ask('GET', `${page.pathname}${page.search}`)
    expect([form.status, form.text.includes('two-factor-passcode')]).toEqual([200, true])
    const wrong = { 'two-factor-token': token, 'two-factor-passcode': other(code) }
    expect((await browser.send('/auth/twofactor', wrong)).status).toBe(401)
    expect(browser.cookies.has('cozysessid')).toBe(false)
    const right = { 'two-factor-token': token, 'two-factor-passcode': `${code.slice(0, 3)} ${code.slice(3)}` }
    expect((await browser.send('/auth/twofactor', right)).status).toBe(303)
    expect((await browser.get('/auth/login')).status).toBe(303)
  })

  it('mails nothing for a wrong passphrase', async () => {
    const before = await lastMail(test)
    const { status } = await new Browser(test).login({ passphrase: 'wrong' })
    expect([status, await lastMail(test)]).toEqual([401, before])
  })

  it('takes no code for the token of another login', async () => {
    const browser = new Browser(test)
    const one = await firstStep(browser)
    const two = await firstStep(browser)
    const fields = { 'two-factor-token': one.token, 'two-factor-passcode': two.code }
    expect((await browser.send('/auth/twofactor', fields)).status).toBe(one.code === two.code ? 303 : 401)
  })

  it('leaves the code out on a device that is trusted, and only there', async () => {
    const agent = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' }
    const browser = new Browser(test)
    const { token, code } = await firstStep(browser)
    const fields = {
      'two-factor-token': token,
      'two-factor-passcode': code,
      'two-factor-generate-trusted-device-token': '1'
    }
    const { json } = await browser.send('/auth/twofactor', fields, { ...agent, accept: 'application/json' })
    const trusted = {
      passphrase: await hashOf(test),
      'trusted-device-token': json.two_factor_trusted_device_token
    }
    const again = new Browser(test)
    await again.get('/auth/login')
    await again.send('/auth/login', trusted, agent)
    expect(again.cookies.has('cozysessid')).toBe(true)
    const elsewhere = new Browser(test)
    await elsewhere.get('/auth/login')
    await elsewhere.send('/auth/login', trusted)
    expect(elsewhere.cookies.has('cozysessid')).toBe(false)
  })

  it('is one for programs as well', async () => {
    const client = await register(test)
    const credentials = {
      passphrase: await hashOf(test),
      client_id: client.id,
      client_secret: client.secret
    }
    const login = (more: Record<string, string> = {}) =>
      test.ask('POST', '/auth/login/flagship', { body: { ...credentials, ...more } })
    const first = await login()
    expect([first.status, Object.keys(first.json)]).toEqual([401, ['two_factor_token']])
    const { two_factor_token } = first.json
    const two_factor_passcode = await mailedCode(test)
    expect((await login({ two_factor_token, two_factor_passcode: other(two_factor_passcode) })).status).toBe(
      403
    )
    expect((await login({ two_factor_token, two_factor_passcode })).status).toBe(202)
    const code = (more: Record<string, string> = {}) =>
      test.ask('POST', '/auth/session_code', { body: { passphrase: credentials.passphrase, ...more } })
    const needed = await code()
    expect([needed.status, needed.json.error]).toEqual([403, 'two factor needed'])
    const second = {
      two_factor_token: needed.json.two_factor_token,
      two_factor_passcode: await mailedCode(test)
    }
    expect((await code(second)).status).toBe(201)
    expect((await code(second)).status).toBe(403)
  })

  it('skips the mail for who a manager has just written to', async () => {
    const { domain } = test.stack
    const { json } = await test.admin('POST', `/instances/${domain}/email_verified_code`)
    const browser = new Browser(test)
    await browser.login({ email_verified_code: json.email_verified_code })
    expect(browser.cookies.has('cozysessid')).toBe(true)
  })

  it('looks at ten codes in five minutes, and at none after a quarter of an hour', async () => {
    const passMinutes = (minutes: number) =>
      test.stack.clock.moveTo(new Date(test.stack.clock.now().getTime() + minutes * MINUTE))
    const send = (browser: Browser, token: string, passcode: string) =>
      browser.send(
        '/auth/twofactor',
        { 'two-factor-token': token, 'two-factor-passcode': passcode },
        { accept: 'application/json' }
      )
    const browser = new Browser(test)
    const first = await firstStep(browser)
    for (let i = 0; i < 10; i++) await send(browser, first.token, other(first.code))
    const next = await firstStep(browser)
    const blocked = await send(browser, next.token, next.code)
    expect([blocked.status, blocked.json.error]).toEqual([
      401,
      'You entered too many bad passcodes. A new one was sent, check your emails.'
    ])
    await passMinutes(6)
    expect((await send(browser, next.token, next.code)).status).toBe(200)
    const late = await firstStep(new Browser(test))
    await passMinutes(16)
    expect((await send(browser, late.token, late.code)).status).toBe(401)
  })
})

describe('a confirmation of who it is', () => {
  it('asks for the code too, and leads back to the app with one of its own', async () => {
    const browser = new Browser(test)
    const home = `http://home.${test.stack.domain}/?a=1#/x`
    const asked = await browser.get('/auth/confirm', { state: 's1', redirect: home })
    expect(asked.status).toBe(200)
    const fields = { state: 's1', redirect: home, passphrase: await hashOf(test) }
    const { json } = await browser.send('/auth/confirm', fields, { accept: 'application/json' })
    const page = new URL(json.redirect)
    const back = await browser.send('/auth/twofactor', {
      ...Object.fromEntries(page.searchParams),
      'two-factor-token': page.searchParams.get('two_factor_token') ?? '',
      'two-factor-passcode': await mailedCode(test)
    })
    const found = new URL(back.headers.location ?? '')
    expect([found.host, found.searchParams.get('state'), found.hash]).toEqual([
      `home.${test.stack.domain}`,
      's1',
      '#/x'
    ])
    const code = found.searchParams.get('code') ?? ''
    expect((await test.ask('GET', `/auth/confirm/${code}`)).status).toBe(204)
    expect((await test.ask('GET', '/auth/confirm/none')).json).toEqual({ error: 'invalid code' })
    expect(browser.cookies.has('cozysessid')).toBe(false)
  })

  it('needs a state, a right passphrase and an address of the Cozy', async () => {
    const browser = new Browser(test)
    expect((await browser.get('/auth/confirm')).status).toBe(400)
    const wrong = await browser.send('/auth/confirm', { state: 's', passphrase: 'x' })
    expect(wrong.status).toBe(401)
  })
})
