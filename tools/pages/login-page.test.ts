import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startStack, type RunningStack } from '@cozy-jobs/stack'
import axe from 'axe-core'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { findChromium } from './find-chromium.js'

const executablePath = findChromium(process.env)
if (!executablePath) {
  console.warn(
    'Skipped: there is no Chromium. Install it (Debian: apt install chromium) or set CHROMIUM_PATH.'
  )
}
const describeWithChromium = executablePath ? describe : describe.skip

const RUN_AXE = `axe.run({ resultTypes: ['violations'] }).then(({ violations }) =>
  violations.flatMap(({ id, impact }) => (impact === 'serious' || impact === 'critical' ? [id] : [])))`

describeWithChromium.each([
  ['en', 1280, 800, 'Password', 'Log in', 'The password you entered is incorrect'],
  ['fr', 360, 740, 'Mot de passe', 'Se connecter', 'Les identifiants que vous avez saisis sont incorrects']
])('the login in a real Chromium (%s, %i wide)', (locale, width, height, label, button, refusal) => {
  let stack: RunningStack
  let browser: Browser

  beforeAll(async () => {
    stack = await startStack({ port: 0, adminPort: 0, data: 'memory', locale, publicName: 'Owner' })
    browser = await chromium.launch({ executablePath: executablePath!, args: ['--no-sandbox'] })
  }, 60_000)

  afterAll(async () => {
    await browser?.close()
    await stack?.close()
  })

  const open = async (path: string, options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width, height }, ...options })
    const page = await context.newPage()
    await page.goto(`${stack.url.slice(0, -1)}${path}`)
    return page
  }

  it('says what is wrong, then lets in whom the password is known to, and who comes back needs none', async () => {
    const page = await open('/')
    const field = page.getByLabel(label, { exact: true })
    await field.fill('wrong')
    await page.getByRole('button', { name: button }).click()
    await page.getByRole('alert').filter({ hasText: refusal }).waitFor()
    expect(await field.getAttribute('aria-invalid')).toBe('true')
    await page.evaluate(axe.source)
    expect(await page.evaluate(RUN_AXE)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
    await field.fill('cozy')
    await page.keyboard.press('Enter')
    await page.waitForURL(`http://home.${stack.domain}/`)
    await page.evaluate(axe.source)
    expect(await page.evaluate(RUN_AXE)).toEqual([])
    await page.goto(`${stack.url}auth/login`)
    expect(page.url()).toBe(`http://home.${stack.domain}/`)
    await page.context().close()
  })

  it('hashes by a script where a browser has no cryptography: on foreign names without encryption', async () => {
    const page = await open('/')
    await page.addInitScript({
      content: `Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined })`
    })
    await page.reload()
    expect(await page.evaluate('typeof crypto.subtle')).toBe('undefined')
    await page.getByLabel(label, { exact: true }).fill('cozy')
    await page.keyboard.press('Enter')
    await page.waitForURL(`http://home.${stack.domain}/`)
    await page.context().close()
  })

  it('sends no password in plain where no script runs, and says why', async () => {
    const page = await open('/', { javaScriptEnabled: false })
    expect(await page.getByRole('button', { name: button }).isDisabled()).toBe(true)
    await page.getByText('JavaScript').waitFor()
    await page.context().close()
  })

  it('shows what is typed only while asked to', async () => {
    const page = await open('/auth/login')
    const field = page.getByLabel(label, { exact: true })
    await field.fill('secret')
    await page.locator('#password-visibility').click()
    expect(await field.getAttribute('type')).toBe('text')
    await page.locator('#password-visibility').click()
    expect(await field.getAttribute('type')).toBe('password')
    await page.context().close()
  })

  const check = async (page: Page): Promise<void> => {
    await page.evaluate(axe.source)
    expect(await page.evaluate(RUN_AXE)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
    expect(await page.evaluate('document.documentElement.lang')).toBe(locale)
  }

  it('leads an OAuth client through login and consent to its code, or to a refusal', async () => {
    const page = await open('/auth/login')
    // From the page: the name of the instance is the browser's to find.
    const clientId = await page.evaluate<string>(`fetch('/auth/register', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ redirect_uris: ['http://client.localhost/back'], client_name: 'Road', software_id: 'example/road' })
    }).then(answer => answer.json()).then(({ client_id }) => client_id)`)
    await page.route('http://client.localhost/**', route =>
      route.fulfill({ contentType: 'text/html', body: '<title>back at the client</title>' })
    )
    const query = new URLSearchParams({
      client_id: clientId,
      redirect_uri: 'http://client.localhost/back',
      state: 's1',
      response_type: 'code',
      scope: 'io.cozy.files io.cozy.contacts:GET'
    })
    const authorize = `${stack.url}auth/authorize?${query.toString()}`
    await page.goto(authorize)
    await page.getByLabel(label, { exact: true }).fill('cozy')
    expect(await page.locator('#long-run-session').count()).toBe(0)
    await page.keyboard.press('Enter')
    await page.locator('#authorizeform').waitFor()
    expect(await page.locator('.permissions li').count()).toBe(2)
    await check(page)
    await page.locator('a.cancel').click()
    await page.waitForURL('http://client.localhost/**')
    expect(new URL(page.url()).searchParams.get('error')).toBe('access_denied')
    await page.goto(authorize)
    await page.locator('#authorizeform button').click()
    await page.waitForURL('http://client.localhost/**')
    const back = new URL(page.url()).searchParams
    expect([back.get('state'), back.get('code')]).toEqual(['s1', expect.stringMatching(/./)])
    await page.context().close()
  })

  it('has pages that everybody can read wherever something is wrong or forgotten', async () => {
    const page = await open('/nowhere')
    await check(page)
    for (const path of ['auth/authorize', 'auth/passphrase_reset', 'auth/passphrase_renew?token=abcd']) {
      await page.goto(`${stack.url}${path}`)
      await page.locator('h1').waitFor()
      await check(page)
    }
    await page.context().close()
  })
})
