import { describe, expect, it } from '@jest/globals'
import { browserHash } from '../../instances/passphrase.js'
import { refusalOf, useSettings } from '../testing/use-settings.js'

const DAY = 24 * 60 * 60 * 1000

let now = new Date('2026-07-01T00:00:00Z')

const bed = useSettings({ clock: { now: () => now } })

let hash: Promise<string> | undefined

/** With a token of its own: the clock goes far. */
const ask = async (method: string, path: string, body?: unknown) =>
  bed.ask(method, path, body, { token: await bed.test.token('app', 'notes') })

const start = async (email: unknown) =>
  ask('POST', '/settings/email', {
    passphrase: await (hash ??= browserHash('cozy', bed.test.stack.domain)),
    email
  })

const settings = async () => {
  const token = await bed.test.cli('io.cozy.settings')
  return (await bed.ask('GET', '/settings/instance', undefined, { token })).json.data.attributes
}

const linkOf = (mail = ''): string => /\/settings\/email\/confirm\?token=[\w-]+/.exec(mail)?.[0] ?? ''

const open = async (path: string, cookie: string) =>
  bed.test.ask('GET', path, { headers: { accept: 'text/html', cookie } })

describe('a new address', () => {
  it('is asked for with the passphrase alone, and must be one', async () => {
    const wrong = await bed.ask('POST', '/settings/email', { passphrase: 'x', email: 'new@example.org' })
    expect(refusalOf(wrong)).toEqual([400, 'Invalid passphrase'])
    for (const email of ['', 'new', 'a b@c', 'a@b\r\nBcc: c@d', '<a@b>']) {
      expect(refusalOf(await start(email))).toEqual([400, 'Invalid email address'])
    }
    expect(refusalOf(await start(1))).toEqual([400, 'JSON input is malformed or is missing mandatory fields'])
    expect(refusalOf(await ask('POST', '/settings/email/resend'))).toEqual([400, 'no pending email'])
    expect(await bed.mails()).toEqual([])
  })

  it('counts once the link of its mail is opened by who is logged in', async () => {
    expect((await start('new@example.org')).status).toBe(204)
    expect(await settings()).toMatchObject({ email: 'owner@example.org', pending_email: 'new@example.org' })
    const [mail] = await bed.mails()
    expect(mail).toMatch(/^To: .*<new@example\.org>\r?$/m)
    const path = linkOf(mail)
    const stranger = await open(path, '')
    expect([stranger.status, stranger.headers.location]).toEqual([
      303,
      `http://${bed.test.stack.domain}/auth/login?redirect=${encodeURIComponent(`http://${bed.test.stack.domain}${path}`)}`
    ])
    const cookie = await bed.login()
    const wrong = await open('/settings/email/confirm?token=x', cookie)
    expect([wrong.status, wrong.headers['content-type']]).toEqual([400, 'text/html; charset=UTF-8'])
    const right = await open(path, cookie)
    expect([right.status, right.headers.location]).toEqual([307, `http://settings.${bed.test.stack.domain}`])
    expect(await settings()).toMatchObject({ email: 'new@example.org', pending_email: null })
    expect((await open(path, cookie)).status).toBe(400)
  })

  it('is mailed again: both links are good, for a week', async () => {
    const before = (await bed.mails()).length
    await start('next@example.org')
    expect((await ask('POST', '/settings/email/resend')).status).toBe(204)
    const mails = (await bed.mails()).slice(before)
    const links = mails.map(linkOf)
    expect(new Set(links).size).toBe(2)
    now = new Date(now.getTime() + 7 * DAY - 1)
    const cookie = await bed.login()
    expect((await open(links[0]!, cookie)).status).toBe(307)
    expect((await settings()).email).toBe('next@example.org')
  })

  it('is no more after that week', async () => {
    await start('late@example.org')
    const link = linkOf((await bed.mails()).at(-1))
    now = new Date(now.getTime() + 7 * DAY)
    expect((await open(link, await bed.login())).status).toBe(400)
  })

  it('is cancelled, and its link with it', async () => {
    await start('never@example.org')
    const link = linkOf((await bed.mails()).at(-1))
    expect((await ask('DELETE', '/settings/email')).status).toBe(204)
    expect((await ask('DELETE', '/settings/email')).status).toBe(204)
    expect((await settings()).pending_email).toBe(null)
    expect((await open(link, await bed.login())).status).toBe(400)
    expect((await settings()).email).toBe('next@example.org')
  })

  it('needs a permission', async () => {
    const token = await bed.test.cli('io.cozy.settings:GET,PUT')
    for (const [method, path] of [
      ['POST', '/settings/email'],
      ['POST', '/settings/email/resend'],
      ['DELETE', '/settings/email']
    ] as const) {
      expect((await bed.ask(method, path, {}, { token })).status).toBe(403)
    }
  })
})
