import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openGallery, type Gallery } from '@cozy-jobs/stack/testing/gallery'
import axe from 'axe-core'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { findChromium } from './find-chromium.js'

const executablePath = findChromium(process.env)
if (!executablePath) {
  console.warn(
    'Skipped: there is no Chromium. Install it (Debian: apt install chromium) or set CHROMIUM_PATH.'
  )
}
const describeWithChromium = executablePath ? describe : describe.skip

const DESKTOP = { width: 1280, height: 800 }
const PHONE = { width: 360, height: 740 }
const NARROW = { width: 320, height: 568 }

/** A folder for pictures of all pages, for who wants to look at them. */
const pictures = process.env.PICTURES_OF_PAGES

const RUN_AXE = `axe.run({ resultTypes: ['violations'] }).then(({ violations }) =>
  violations.flatMap(({ id, impact, nodes }) =>
    impact === 'serious' || impact === 'critical' ? [id + ': ' + nodes.map(node => node.html).join()] : []))`

const LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4.5" cy="4.5" r="4" fill="#0a7"/></svg>'

const overflow = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')

describeWithChromium('the pages of the login, in a real Chromium', () => {
  let gallery: Gallery
  let browser: Browser

  beforeAll(async () => {
    gallery = await openGallery()
    browser = await chromium.launch({ executablePath: executablePath!, args: ['--no-sandbox'] })
  }, 60_000)

  afterAll(async () => {
    await browser?.close()
    await gallery?.close()
  })

  const open = async (path: string, width = PHONE): Promise<Page> => {
    const context = await browser.newContext({ viewport: width })
    const page = await context.newPage()
    // Logos of clients are elsewhere; a test asks nobody.
    await page.route(/^https:/, route => route.fulfill({ contentType: 'image/svg+xml', body: LOGO }))
    await page.goto(`${gallery.origin}${path}`)
    return page
  }

  const takePicture = async (page: Page, name: string): Promise<void> => {
    if (!pictures) return
    mkdirSync(pictures, { recursive: true })
    await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true })
  }

  it.each(['en', 'fr'])(
    'can be read by everybody on a desk and on a phone, light and dark (%s)',
    async locale => {
      const page = await open('/went-on')
      for (const path of gallery.paths) {
        const said: string[] = []
        page.on('console', message => said.push(message.text()))
        await page.setViewportSize(DESKTOP)
        await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
        await page.goto(`${gallery.origin}/${locale}/${path}`)
        await page.evaluate(axe.source)
        await takePicture(page, `${path}-${locale}-desk`)
        // The desk's colours and widths are the same in both languages.
        const desk = locale === 'en' ? await page.evaluate(RUN_AXE) : []
        const serious = { desk, phone: [] as unknown }
        const wide = [await overflow(page)]
        await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
        await page.setViewportSize(PHONE)
        await takePicture(page, `${path}-${locale}-phone`)
        serious.phone = await page.evaluate(RUN_AXE)
        wide.push(await overflow(page))
        await page.setViewportSize(NARROW)
        wide.push(await overflow(page))
        expect({ path, serious, wide, said }).toEqual({
          path,
          serious: { desk: [], phone: [] },
          wide: [0, 0, 0],
          said: []
        })
        expect(await page.evaluate('document.documentElement.lang')).toBe(locale)
        page.removeAllListeners('console')
      }
      await page.context().close()
    },
    120_000
  )

  const last = (): Gallery['posted'][number] | undefined => gallery.posted.at(-1)

  it('sends a consent once, however often the button is pressed, and takes another try after the way back', async () => {
    const page = await open('/en/consent')
    const before = gallery.posted.length
    await page.getByRole('button', { name: 'Allow' }).dblclick()
    await page.waitForURL('**/went-on')
    expect(gallery.posted.length - before).toBe(1)
    expect(last()).toEqual({
      path: '/auth/authorize',
      fields: {
        csrf_token: 'csrf',
        client_id: 'client',
        state: 'state-1',
        redirect_uri: `${gallery.origin}/went-on?kept=1`,
        scope: 'io.cozy.contacts:GET',
        response_type: 'code',
        code_challenge: '',
        code_challenge_method: ''
      }
    })
    await page.goBack()
    await page.getByRole('button', { name: 'Allow' }).click()
    await page.waitForURL('**/went-on')
    expect(gallery.posted.length - before).toBe(2)
    await page.context().close()
  })

  it('tells a client of a refusal at its own address, which keeps what it had', async () => {
    const page = await open('/fr/consent')
    await page.getByRole('link', { name: 'Refuser' }).click()
    await page.waitForURL('**/went-on?**')
    expect(new URL(page.url()).search).toBe('?kept=1&error=access_denied&state=state-1')
    await page.context().close()
  })

  it('can be worked with the keyboard alone, from top to bottom', async () => {
    const page = await open('/en/consent')
    const names: unknown[] = []
    for (let at = 0; at < 5; at++) {
      await page.keyboard.press('Tab')
      names.push(await page.evaluate('document.activeElement.textContent'))
    }
    expect(names).toEqual([
      'notes.example',
      'What it does with your data (privacy policy)',
      'Its terms of service',
      'Allow',
      'Refuse'
    ])
    await page.context().close()
  })

  it('lets nothing of what a client says of itself run', async () => {
    const page = await open('/en/consent-markup')
    expect(await page.title()).toBe('Allow access to your Cozy?')
    expect(await page.locator('main script').count()).toBe(1)
    const links = await page.evaluate<string[]>(`[...document.links].map(link => link.getAttribute('href'))`)
    expect(links.filter(href => !/^(?:https:\/\/example\.org\/|\/)/.test(href))).toEqual([])
    await page.context().close()
  })

  it('hashes a new password in the browser, and sends none that is too short or is its own hint', async () => {
    const page = await open('/en/renew')
    const before = gallery.posted.length
    const submit = page.getByRole('button', { name: 'Save' })
    await page.getByLabel('New password', { exact: true }).fill('seven 7')
    await submit.click()
    await page.getByRole('alert').filter({ hasText: 'too short' }).waitFor()
    await page.getByLabel('New password', { exact: true }).fill('a long enough one')
    await page.getByText('Leave a hint').click()
    await page.getByLabel('Hint').fill('a long enough one')
    await submit.click()
    await page.getByRole('alert').filter({ hasText: 'must not be' }).waitFor()
    expect(gallery.posted.length).toBe(before)
    await page.getByLabel('Hint').fill('length')
    await submit.click()
    await page.waitForURL('**/went-on')
    expect(last()).toEqual({
      path: '/auth/passphrase_renew',
      fields: {
        csrf_token: 'csrf',
        passphrase_reset_token: 'abcd',
        from: '',
        iterations: '650000',
        hint: 'length',
        passphrase: expect.stringMatching(/^[\w+/]{43}=$/)
      }
    })
    await page.context().close()
  })

  it('sends the code of the second step without its spaces, and says when it is wrong', async () => {
    const page = await open('/en/two-factor')
    const code = page.getByLabel('Code (6 digits)')
    await code.fill('000 000')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').filter({ hasText: 'This code is wrong.' }).waitFor()
    expect(await page.evaluate('document.activeElement.id')).toBe('two-factor-passcode')
    await page.getByRole('checkbox').check()
    await code.fill('123 456')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/went-on')
    expect(last()?.fields).toEqual({
      'two-factor-passcode': '123456',
      'two-factor-generate-trusted-device-token': '1',
      'two-factor-token': 'token-1',
      'long-run-session': 'true',
      redirect: '/went-on',
      state: '',
      client_id: '',
      confirm: ''
    })
    await page.goto(`${gallery.origin}/en/confirm`)
    await page.getByLabel('Password', { exact: true }).fill('cozy')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/went-on')
    expect(last()?.fields['trusted-device-token']).toBe('trust-1')
    await page.context().close()
  })

  it.each([
    [
      'reset',
      'Send me the link',
      { path: '/auth/passphrase_reset', fields: { csrf_token: 'csrf', redirect: '', from: '' } }
    ],
    ['reset', 'Send me my hint', { path: '/auth/hint', fields: { csrf_token: 'csrf', redirect: '' } }],
    [
      'flagship',
      'Continue',
      {
        path: '/auth/clients/client/flagship',
        fields: { 'confirm-token': 'token-2', code: '123456', token: 'token-2' }
      }
    ]
  ])('has a form that works: %s, %s', async (path, button, expected) => {
    const page = await open(`/en/${path}`)
    const code = page.getByLabel('Code (6 digits)')
    if ((await code.count()) > 0) await code.fill('123456')
    await page.getByRole('button', { name: button }).click()
    await page.waitForURL('**/went-on')
    expect(last()).toEqual(expected)
    await page.context().close()
  })
})
