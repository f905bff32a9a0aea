import { describe, expect, it } from '@jest/globals'
import { browserHash } from '../../instances/passphrase.js'
import { cookiesOf, sendLogin } from '../../pages/testing/use-pages.js'
import { refusalOf, useSettings } from '../testing/use-settings.js'

const bed = useSettings()

const ITERATIONS = 50_000

const hashes = new Map<string, Promise<string>>()

/** A fifth of a second each, so no hash is made twice. */
const hashed = (passphrase: string, iterations?: number): Promise<string> => {
  const key = `${passphrase} ${iterations}`
  const hash = hashes.get(key) ?? browserHash(passphrase, bed.test.stack.domain, iterations)
  hashes.set(key, hash)
  return hash
}

const change = async (sent: Record<string, unknown>, options = {}) =>
  bed.ask('PUT', '/settings/passphrase', sent, options)

const loginStatus = async (passphrase: string, iterations?: number): Promise<number> =>
  (await sendLogin(bed.test, { passphrase: await hashed(passphrase, iterations) })).status

describe('the passphrase', () => {
  it('says how it is hashed', async () => {
    const { data } = (await bed.ask('GET', '/settings/passphrase')).json
    expect(data).toEqual({
      type: 'io.cozy.settings',
      id: 'io.cozy.settings.passphrase',
      attributes: { salt: 'me@cozy.localhost', kdf: 0, iterations: 650_000 },
      meta: {},
      links: { self: '/settings/passphrase' }
    })
    const token = await bed.test.cli('io.cozy.todos')
    expect((await bed.ask('GET', '/settings/passphrase', undefined, { token })).status).toBe(403)
  })

  it('is checked', async () => {
    const check = async (passphrase: unknown) => bed.ask('POST', '/settings/passphrase/check', { passphrase })
    expect((await check(await hashed('cozy'))).status).toBe(204)
    for (const wrong of ['cozy', ''])
      expect(refusalOf(await check(wrong))).toEqual([403, 'Invalid passphrase'])
    expect((await check(1)).status).toBe(400)
  })

  it.each([
    ['a wrong current one', { current_passphrase: 'x', new_passphrase: 'y' }, [400, 'Invalid passphrase']],
    ['no new one', { current_passphrase: 'x' }, [400, 'Missing new passphrase']],
    ['too few iterations', { iterations: 49_999 }, [422, 'The KdfIterations number is too low']],
    ['too many iterations', { iterations: 5_000_001 }, [422, 'The KdfIterations number is too high']],
    [
      'force by an app',
      { new_passphrase: 'y', force: true },
      [
        400,
        'Bitwarden extension has already been installed on this Cozy, cannot force update the passphrase.'
      ]
    ]
  ])('stays as it is with %s', async (_name, sent, refusal) => {
    expect(refusalOf(await change(sent))).toEqual(refusal)
    expect(await loginStatus('cozy')).toBe(303)
  })

  it('changes: other sessions end, the one that changed it goes on, tokens of the command line and sealed accounts stay good', async () => {
    const other = await bed.login()
    const mine = await bed.login()
    const data = await bed.test.cli('io.cozy.accounts io.cozy.settings io.cozy.sessions')
    const account = { account_type: 'bank', auth: { login: 'me', password: 'secret word' } }
    const made = await bed.test.ask('POST', '/data/io.cozy.accounts/', { token: data, body: account })
    const answer = await change(
      {
        current_passphrase: await hashed('cozy'),
        new_passphrase: await hashed('other word', ITERATIONS),
        iterations: ITERATIONS,
        key: '0.key'
      },
      { cookie: mine }
    )
    expect(answer.status).toBe(204)
    const renewed = cookiesOf(answer)
    const session = async (cookie: string): Promise<number> =>
      (await bed.ask('GET', '/settings/sessions/current', undefined, { cookie })).status
    expect([await session(other), await session(mine), await session(renewed)]).toEqual([404, 404, 200])
    const { meta } = (await bed.ask('GET', '/settings/sessions', undefined, { token: data })).json
    expect(meta.count).toBe(1)
    expect(refusalOf(await bed.ask('GET', '/settings/hint'))).toEqual([400, 'Invalid JWT token'])
    await bed.renewApp()
    expect((await bed.ask('GET', '/settings/passphrase')).status).toBe(200)
    expect(await loginStatus('cozy')).toBe(401)
    expect(await loginStatus('other word')).toBe(401)
    expect(await loginStatus('other word', ITERATIONS)).toBe(303)
    const page = await bed.test.ask('GET', '/auth/login')
    expect(page.text).toContain(`data-iterations="${ITERATIONS}"`)
    const path = `/data/io.cozy.accounts/${made.json.id}`
    const konnector = await bed.test.stack.instances
      .list()[0]!
      .documents.get('io.cozy.accounts', made.json.id)
    const sealed = (konnector.auth as Record<string, string>).credentials_encrypted!
    expect(await bed.test.stack.keyring.open(sealed)).toContain('secret word')
    expect((await bed.test.ask('GET', path, { token: data })).status).toBe(200)
    const vault = await bed.ask('GET', '/data/io.cozy.settings/io.cozy.settings.bitwarden', undefined, {
      token: data
    })
    expect(vault.json).toMatchObject({ passphrase_kdf_iterations: ITERATIONS, key: '0.key' })
  })

  it('is set anew by the command line, which sends it as it is', async () => {
    const answer = await change({ new_passphrase: 'plain words', force: true }, { token: bed.cli })
    expect([answer.status, answer.headers['set-cookie']]).toEqual([204, undefined])
    expect(await loginStatus('plain words')).toBe(303)
    await bed.renewApp()
  })

  it('is never written where anybody reads it', async () => {
    const { documents } = bed.instance
    const { rows } = await documents.list('io.cozy.settings', { include_docs: true })
    expect(JSON.stringify(rows)).not.toContain('plain words')
    expect(JSON.stringify(bed.instance)).not.toContain('scrypt')
  })
})

describe('the hint', () => {
  it('is there or not, and is never told', async () => {
    expect(refusalOf(await bed.ask('GET', '/settings/hint'))).toEqual([404, 'No hint'])
    expect((await bed.ask('PUT', '/settings/hint', { hint: 'the usual' })).status).toBe(204)
    const answer = await bed.ask('GET', '/settings/hint')
    expect([answer.status, answer.text]).toEqual([204, ''])
  })

  it('is not the passphrase', async () => {
    expect(refusalOf(await bed.ask('PUT', '/settings/hint', { hint: 'plain words' }))).toEqual([
      422,
      'The hint cannot be the same as the password'
    ])
  })
})
