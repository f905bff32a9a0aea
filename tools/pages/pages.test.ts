import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startStack, type RunningStack } from '@cozy-jobs/stack'
import fixturify from 'fixturify'
import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { findChromium } from './find-chromium.js'

const executablePath = findChromium(process.env)
if (!executablePath) {
  console.warn(
    'Skipped: there is no Chromium. Install it (Debian: apt install chromium) or set CHROMIUM_PATH.'
  )
}
const describeWithChromium = executablePath ? describe : describe.skip

const APP = {
  'manifest.webapp': JSON.stringify({
    name: 'Notes',
    slug: 'notes',
    type: 'webapp',
    permissions: { notes: { type: 'io.cozy.notes' } },
    routes: {
      '/': { folder: '/', index: 'index.html', public: false },
      '/public': { folder: '/public', index: 'index.html', public: true }
    }
  }),
  'index.html': `<!DOCTYPE html><html lang="{{.Locale}}"><head><title>{{.AppName}}</title>{{.ThemeCSS}}{{.CozyBar}}{{.CozyClientJS}}</head>
<body><main role="application" data-cozy="{{.CozyData}}"></main><p id="answer"></p><script src="notes.js"></script></body></html>`,
  'notes.js': `const { token, domain, app } = JSON.parse(document.querySelector('[role=application]').dataset.cozy)
window.cozy.bar.init({ appName: app.name })
window.cozy.client.init({})
const call = (method, path, body) =>
  fetch('//' + domain + path, { method, body, credentials: 'include', headers: { authorization: 'Bearer ' + token } })
const start = async () => {
  await call('POST', '/data/io.cozy.notes/', JSON.stringify({ text: 'written by the page' }))
  const all = await (await call('GET', '/data/io.cozy.notes/_normal_docs')).json()
  document.getElementById('answer').textContent = all.rows.map(row => row.text).join()
}
window.logOut = async () => (await call('DELETE', '/auth/login')).status
start()`,
  public: {
    'index.html': `<!DOCTYPE html><html><head><title>public</title></head><body>
<p id="token">[{{.Token}}]</p>
<script>document.title = 'inline ran'</script>
<script src="http://localhost:1/foreign.js"></script></body></html>`
  }
}

const install = (stack: RunningStack, token: string, source: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const asked = request({
      host: '127.0.0.1',
      port: stack.domain.split(':')[1],
      method: 'POST',
      path: `/apps/notes?Source=${encodeURIComponent(`file://${source}`)}`,
      headers: { host: stack.domain, authorization: `Bearer ${token}`, accept: 'text/event-stream' }
    })
    asked.on('error', reject)
    asked.on('response', answer => answer.resume().on('end', () => resolve(answer.statusCode ?? 0)))
    asked.end()
  })

const cliToken = async (stack: RunningStack): Promise<string> => {
  const query = new URLSearchParams({ Domain: stack.domain, Audience: 'cli', Scope: 'io.cozy.apps' })
  return (await fetch(`${stack.adminUrl}instances/token?${query.toString()}`, { method: 'POST' })).text()
}

describeWithChromium('in a real Chromium', () => {
  let stack: RunningStack
  let browser: Browser
  let source: string
  let context: BrowserContext
  let page: Page

  beforeAll(async () => {
    source = await mkdtemp(join(tmpdir(), 'pages-'))
    fixturify.writeSync(source, APP)
    stack = await startStack({ port: 0, adminPort: 0, data: 'memory', publicName: 'Owner' })
    await install(stack, await cliToken(stack), source)
    browser = await chromium.launch({ executablePath: executablePath!, args: ['--no-sandbox'] })
    context = await browser.newContext()
    page = await context.newPage()
  }, 60_000)

  afterAll(async () => {
    await browser?.close()
    await stack?.close()
    await rm(source, { recursive: true, force: true })
  })

  const address = (path: string): string => `http://notes.${stack.domain}${path}`

  it('shows a public page without a login, lets it load nothing foreign, and runs nothing inline', async () => {
    const blocked: string[] = []
    await page.exposeFunction('tellBlocked', (uri: string) => blocked.push(uri))
    await page.addInitScript({
      content: `document.addEventListener('securitypolicyviolation', event => tellBlocked(event.blockedURI))`
    })
    await page.goto(address('/public'))
    expect(await page.locator('#token').textContent()).toBe('[]')
    expect(await page.title()).toBe('public')
    await page.waitForLoadState('networkidle')
    expect(blocked.sort()).toEqual(['http://localhost:1/foreign.js', 'inline'])
  })

  it('leads from a private page to the login, and says when the password is wrong', async () => {
    await page.goto(address('/?from=here#there'))
    expect(new URL(page.url()).pathname).toBe('/auth/login')
    expect(await page.getByRole('heading').textContent()).toBe('Owner')
    expect(await page.evaluate('document.activeElement.id')).toBe('password')
    await page.setViewportSize({ width: 320, height: 600 })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320)
    await page.getByLabel('Password', { exact: true }).fill('wrong')
    await page.getByRole('button', { name: 'Log in' }).click()
    await page.getByRole('alert').waitFor()
    expect(await page.getByRole('alert').textContent()).toBe(
      'The password you entered is incorrect, please try again.'
    )
  })

  it('goes back to the page after the login, whose token lets it write and read', async () => {
    await page.getByLabel('Password', { exact: true }).fill('cozy')
    await page.keyboard.press('Enter')
    await page.locator('#answer').filter({ hasText: 'written by the page' }).waitFor()
    expect(page.url()).toBe(address('/?from=here#there'))
    expect(await page.title()).toBe('Notes')
  })

  it('keeps the session from scripts, and the page from other apps', async () => {
    expect(await page.evaluate('document.cookie')).toBe('')
    const cookies = await context.cookies(stack.url)
    expect(cookies.find(({ name }) => name === 'cozysessid')).toMatchObject({
      httpOnly: true,
      sameSite: 'Lax',
      domain: '.cozy.localhost'
    })
    const other = await context.newPage()
    await other.goto(`http://other.${stack.domain}/`)
    const read = await other.evaluate(
      url => fetch(url, { credentials: 'include' }).then(answer => answer.text(), String),
      address('/')
    )
    await other.close()
    expect(read).toContain('TypeError')
  })

  it('logs out', async () => {
    const status = await page.evaluate('logOut()')
    expect(status).toBe(204)
    await page.goto(address('/'))
    expect(new URL(page.url()).pathname).toBe('/auth/login')
  })
})
