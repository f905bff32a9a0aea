import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { browserHash } from '../../instances/passphrase.js'
import { signToken } from '../../permissions/token.js'
import { startTestStack, type TestStack } from '../../testing/test-stack.js'
import { Browser } from '../testing/browser.js'
import { lastMail } from '../testing/last-mail.js'

let test: TestStack

beforeAll(async () => {
  test = await startTestStack({ email: 'owner@example.org' })
})

afterAll(() => test.stack.close())

const askForMail = async (browser: Browser, from = ''): Promise<string> => {
  await browser.get('/auth/passphrase_reset')
  const { status } = await browser.send('/auth/passphrase_reset', { from })
  expect(status).toBe(200)
  return /token=([0-9a-f]{32})/.exec(await lastMail(test))?.[1] ?? ''
}

const passMinutes = (minutes: number) =>
  test.stack.clock.moveTo(new Date(test.stack.clock.now().getTime() + minutes * 60_000))

const renew = (browser: Browser, passphrase_reset_token: string, passphrase: string, more = {}) =>
  browser.send('/auth/passphrase_renew', {
    passphrase_reset_token,
    passphrase,
    iterations: '650000',
    ...more
  })

describe('a forgotten passphrase', () => {
  it('is replaced by the link of a mail: once, and all sessions end', async () => {
    const inside = new Browser(test)
    await inside.login()
    const browser = new Browser(test)
    const token = await askForMail(browser)
    expect(token).toHaveLength(32)
    expect((await browser.get('/auth/passphrase_renew', { token })).status).toBe(200)
    const passphrase = await browserHash('another one', test.stack.domain)
    const { status, headers } = await renew(browser, token, passphrase, { hint: 'not the first' })
    expect([status, headers.location]).toEqual([303, `http://${test.stack.domain}/auth/login`])
    expect((await inside.get('/auth/login')).status).toBe(200)
    expect((await new Browser(test).login()).status).toBe(401)
    expect((await new Browser(test).login({ passphrase })).status).toBe(303)
    expect((await renew(browser, token, passphrase)).status).toBe(400)
    await browser.send('/auth/hint', {})
    expect(await lastMail(test)).toContain('not the first')
  })

  it('has one link at a time, for a quarter of an hour', async () => {
    await passMinutes(20)
    const browser = new Browser(test)
    const token = await askForMail(browser)
    expect(await askForMail(browser)).toBe(token)
    const wrong = await browser.get('/auth/passphrase_renew', { token: 'ab'.repeat(16) })
    expect([wrong.status, wrong.json]).toEqual([400, { error: 'invalid_token' }])
    await passMinutes(16)
    const late = await browser.get('/auth/passphrase_renew', { token })
    expect([late.status, late.headers['content-type']]).toEqual([400, 'text/html; charset=UTF-8'])
    expect(await askForMail(browser)).not.toBe(token)
  })

  it('is not replaced by nothing, nor from another site', async () => {
    await passMinutes(20)
    const browser = new Browser(test)
    const token = await askForMail(browser)
    expect((await renew(browser, token, '')).status).toBe(400)
    expect((await renew(browser, token, 'x', { csrf_token: '' })).status).toBe(400)
    expect((await renew(browser, 'zz', 'x')).status).toBe(400)
    expect((await renew(browser, '', 'x')).json).toEqual({ error: 'invalid_token' })
    expect((await browser.send('/auth/passphrase_reset', { csrf_token: 'x' })).status).toBe(403)
  })

  it('has a way back to an app, and to no other host', async () => {
    const ask = (from: string) => new Browser(test).get('/auth/passphrase_reset', { from })
    expect((await ask('settings')).text).toContain(`http://settings.${test.stack.domain}`)
    expect((await ask('evil.example/')).text).not.toContain('evil.example')
  })

  it('mails the hint twice an hour, and no more', async () => {
    await passMinutes(61)
    const browser = new Browser(test)
    const [instance] = test.stack.instances.list()
    const before = (await test.stack.outbox.list(instance!)).length
    for (let i = 0; i < 4; i++) expect((await browser.send('/auth/hint', {})).status).toBe(200)
    await test.stack.engine.idle()
    expect((await test.stack.outbox.list(instance!)).length - before).toBe(2)
  })
})

describe('the first passphrase', () => {
  it('is chosen by who has the token of the instance', async () => {
    const domain = `first.localhost:${test.stack.domain.split(':')[1]}`
    const register_token = Buffer.from('0123456789abcdef').toString('base64')
    await test.stack.instances.create({ domain, details: { register_token, onboarding_finished: false } })
    const ask = (registerToken: string) =>
      test.ask('GET', `/auth/passphrase?registerToken=${registerToken}`, {
        headers: { host: domain, accept: 'text/html' }
      })
    const right = await ask(Buffer.from('0123456789abcdef').toString('hex'))
    expect([right.status, right.text.includes('action="/settings/passphrase"')]).toEqual([200, true])
    const wrong = await ask('00')
    expect([wrong.status, wrong.text.includes('/settings/passphrase')]).toEqual([200, false])
    expect((await test.ask('GET', '/auth/passphrase')).status).toBe(303)
  })

  it('is what an instance without one asks for, in the place of a login and of its apps', async () => {
    const domain = `fresh.localhost:${test.stack.domain.split(':')[1]}`
    await test.stack.instances.create({ domain, locale: 'fr' })
    const ask = (path: string, host = domain, method = 'GET') =>
      test.ask(method, path, { headers: { host, accept: 'text/html' } })
    for (const [path, method] of [['/'], ['/auth/login'], ['/auth/login/flagship', 'POST']] as const) {
      const { status, text } = await ask(path, domain, method)
      expect([status, text.includes('<h1>Votre Cozy n’est pas encore prêt</h1>')]).toEqual([200, true])
      expect(text).not.toContain('<form')
    }
    const app = await ask('/', `drive.${domain}`)
    expect([app.status, app.headers.location]).toEqual([302, `http://${domain}/`])
    const [fresh] = test.stack.instances.list().filter(instance => instance.domain === domain)
    const token = await signToken(fresh!, {
      audience: 'cli',
      scope: 'io.cozy.settings',
      issuedAt: test.stack.clock.now().getTime()
    })
    const { json } = await test.ask('GET', '/settings/passphrase', { token, headers: { host: domain } })
    expect(json.data.attributes.iterations).toBe(0)
  })
})
