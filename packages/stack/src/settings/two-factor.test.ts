import { describe, expect, it } from '@jest/globals'
import { browserHash } from '../instances/passphrase.js'
import { refusalOf, useSettings } from './testing/use-settings.js'

let now = new Date('2026-07-01T00:00:00Z')

const bed = useSettings({ clock: { now: () => now } })

let hash: Promise<string> | undefined

const current = (): Promise<string> => (hash ??= browserHash('cozy', bed.test.stack.domain))

const ask = async (path: string, body: unknown) =>
  bed.ask('PUT', path, body, { token: await bed.test.token('app', 'notes') })

const setMode = (auth_mode: string, two_factor_activation_code?: string) =>
  ask('/settings/instance/auth_mode', { auth_mode, two_factor_activation_code })

const mode = async (): Promise<string> => {
  const token = await bed.test.cli('io.cozy.todos')
  return (await bed.ask('GET', '/settings/instance', undefined, { token })).json.data.attributes.auth_mode
}

const codeOfLastMail = async (): Promise<string> =>
  /\b\d{6}\b/.exec((await bed.mails()).at(-1)?.split('\r\n\r\n')[2] ?? '')?.[0] ?? ''

describe('login in two steps', () => {
  it('is turned on by the code that was mailed, and no other', async () => {
    expect(refusalOf(await setMode('x'))).toEqual([400, 'Unknown authentication mode'])
    expect((await setMode('basic')).status).toBe(204)
    expect(await bed.mails()).toEqual([])
    expect((await setMode('two_factor_mail')).status).toBe(204)
    const code = await codeOfLastMail()
    expect(code).toMatch(/^\d{6}$/)
    const wrong = code === '000000' ? '000001' : '000000'
    expect((await setMode('two_factor_mail', wrong)).status).toBe(422)
    expect(await mode()).toBe('basic')
    expect((await setMode('two_factor_mail', code)).status).toBe(204)
    expect(await mode()).toBe('two_factor_mail')
  })

  it('is asked for before the passphrase changes', async () => {
    const wrong = await ask('/settings/passphrase', { current_passphrase: 'x' })
    expect(refusalOf(wrong)).toEqual([400, 'Invalid passphrase'])
    const first = await ask('/settings/passphrase', { current_passphrase: await current() })
    expect(first.status).toBe(200)
    const { two_factor_token } = first.json
    const code = await codeOfLastMail()
    const second = (two_factor_passcode: string, token = two_factor_token) =>
      ask('/settings/passphrase', {
        new_passphrase: 'as it is sent',
        iterations: 100_000,
        two_factor_token: token,
        two_factor_passcode
      })
    for (const [passcode, token] of [
      ['', two_factor_token],
      [code, 'x']
    ]) {
      expect(refusalOf(await second(passcode, token))).toEqual([400, 'Invalid two-factor parameters'])
    }
    expect((await second(code)).status).toBe(204)
    expect(await bed.test.stack.instances.checkPassphrase(bed.instance, 'as it is sent')).toBe(true)
    expect((await second(code)).status).toBe(400)
  })

  it('is turned off without a code', async () => {
    expect((await setMode('basic')).status).toBe(204)
    expect(await mode()).toBe('basic')
  })

  it('is not turned on by a code after a quarter of an hour', async () => {
    await setMode('two_factor_mail')
    const code = await codeOfLastMail()
    now = new Date(now.getTime() + 15 * 60_000)
    expect((await setMode('two_factor_mail', code)).status).toBe(422)
  })
})
