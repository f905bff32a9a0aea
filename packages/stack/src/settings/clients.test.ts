import { describe, expect, it } from '@jest/globals'
import { refusalOf, useSettings } from './testing/use-settings.js'

let now = new Date('2026-07-01T00:00:00Z')

const bed = useSettings({ clock: { now: () => now } })

const register = async (client_name: string, fields: Record<string, unknown> = {}) => {
  const answer = await bed.test.ask('POST', '/auth/register', {
    body: {
      redirect_uris: ['http://localhost:4000/callback'],
      client_name,
      client_kind: 'desktop',
      software_id: 'github.com/example/desktop',
      ...fields
    }
  })
  return answer.json as { client_id: string; client_secret: string; registration_access_token: string }
}

const list = async (query = '') => bed.ask('GET', `/settings/clients${query}`, undefined, { token: bed.cli })

const setLimit = (limit: unknown) =>
  bed.test.admin('PATCH', `/instances/${bed.test.stack.domain}/feature/flags`, {
    body: { 'cozy.oauthclients.max': limit }
  })

describe('the OAuth clients of an instance', () => {
  it('are listed without their secrets, page by page', async () => {
    const clients = [await register('one'), await register('two'), await register('three')]
    const all = await list()
    expect([all.status, all.json.meta, all.json.links]).toEqual([200, { count: 3 }, {}])
    expect(all.json.data[0]).toMatchObject({
      type: 'io.cozy.oauth.clients',
      attributes: { client_kind: 'desktop', software_id: 'github.com/example/desktop' },
      links: { self: `/settings/clients/${all.json.data[0].id}` }
    })
    for (const { client_secret } of clients) expect(all.text).not.toContain(client_secret)
    const first = await list('?page[limit]=2')
    const { next } = first.json.links
    expect(next).toMatch(/^\/settings\/clients\?page%5Bcursor%5D=.*&page%5Blimit%5D=2$/)
    const second = await bed.ask('GET', next, undefined, { token: bed.cli })
    expect([...first.json.data, ...second.json.data]).toEqual(all.json.data)
    expect(second.json.links).toEqual({})
    for (const limit of ['-1', 'x', '1001']) {
      expect((await list(`?page[limit]=${limit}`)).json.meta.count).toBe(3)
    }
  })

  it('need a permission', async () => {
    expect((await bed.ask('GET', '/settings/clients')).status).toBe(403)
    const [{ id }] = (await list()).json.data
    expect((await bed.ask('DELETE', `/settings/clients/${id}`)).status).toBe(403)
  })

  it('are as many as a flag says at most', async () => {
    const usage = async () => (await bed.ask('GET', '/settings/clients-usage')).json.data.attributes
    expect(await usage()).toEqual({ count: 3, limitReached: false, limitExceeded: false })
    await setLimit(3)
    expect(await usage()).toEqual({ limit: 3, count: 3, limitReached: true, limitExceeded: false })
    await setLimit(2)
    expect(await usage()).toEqual({ limit: 2, count: 3, limitReached: true, limitExceeded: true })
  })

  it('are too many on a page for who is logged in, which leads on once they are not', async () => {
    const path = '/settings/clients/limit-exceeded'
    const headers = { accept: 'text/html', cookie: await bed.login() }
    const stranger = await bed.test.ask('GET', path)
    expect(refusalOf(stranger)).toEqual([401, 'Error Must be authenticated'])
    const shown = await bed.test.ask('GET', path, { headers })
    expect([shown.status, shown.headers['content-type']]).toEqual([200, 'text/html; charset=UTF-8'])
    const page = await bed.page('/?a=b', { headers })
    const redirect = new URLSearchParams({ redirect: `http://notes.${bed.test.stack.domain}/?a=b` })
    expect([page.status, page.headers.location]).toEqual([
      303,
      `http://${bed.test.stack.domain}${path}?${redirect.toString()}`
    ])
    await setLimit(null)
    expect((await bed.page('/?a=b', { headers })).status).toBe(200)
    const { domain } = bed.test.stack
    const ways = [
      ['', `http://home.${domain}/`],
      [`?redirect=${encodeURIComponent(`http://notes.${domain}/a?b#c`)}`, `http://notes.${domain}/a?b#c`]
    ]
    for (const [query, location] of ways) {
      const answer = await bed.test.ask('GET', path + query, { headers })
      expect([answer.status, answer.headers.location]).toEqual([302, location])
    }
    const elsewhere = `${path}?redirect=${encodeURIComponent('https://evil.example/')}`
    expect((await bed.test.ask('GET', elsewhere, { headers })).status).toBe(400)
  })

  it('are no more once they are deleted', async () => {
    const [{ id }] = (await list()).json.data
    const remove = () => bed.ask('DELETE', `/settings/clients/${id}`, undefined, { token: bed.cli })
    expect((await remove()).status).toBe(204)
    expect((await list()).json.meta.count).toBe(2)
    expect((await remove()).status).toBe(404)
  })

  it('tell when they were synchronized, and nobody else does', async () => {
    const sync = (token: string) => bed.ask('POST', '/settings/synchronized', undefined, { token })
    for (const token of ['', bed.app, bed.cli])
      expect(refusalOf(await sync(token))).toEqual([400, 'Invalid JWT token'])
  })
})

describe('the onboarding of an instance that was made without a passphrase', () => {
  const domain = (): string => bed.test.stack.domain.replace('cozy.', 'new.')

  const send = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    bed.test.ask('POST', path, { body, headers: { host: domain(), ...headers } })

  const token = (): string =>
    Buffer.from(bed.test.stack.instances.get(domain())?.details.register_token ?? '', 'base64').toString(
      'hex'
    )

  it('is done by its register token alone', async () => {
    await bed.test.stack.instances.create({ domain: domain() })
    const first = { passphrase: 'hashed', iterations: 100_000, hint: 'h' }
    const wrong = [
      [{ register_token: 'XYZ' }, "encoding/hex: invalid byte: U+0058 'X'"],
      [{ register_token: 'abc' }, 'encoding/hex: odd length hex string'],
      [{ register_token: 'abcd' }, 'Invalid register token'],
      [{ register_token: token(), passphrase: '' }, 'Missing new passphrase']
    ] as const
    for (const [fields, detail] of wrong) {
      expect(refusalOf(await send('/settings/passphrase', { ...first, ...fields }))).toEqual([400, detail])
    }
    const answer = await send('/settings/passphrase', { ...first, register_token: token() })
    expect([answer.status, answer.json]).toEqual([200, { redirect: `http://home.${domain()}/` }])
    expect(answer.headers['set-cookie']?.[0]).toMatch(/^cozysessid=/)
    const instance = bed.test.stack.instances.get(domain())!
    expect(instance.details).toMatchObject({ onboarding_finished: true, password_defined: true })
    expect(await bed.test.stack.instances.checkPassphrase(instance, 'hashed')).toBe(true)
    const again = await send('/settings/passphrase', { ...first, register_token: 'abcd' })
    expect(refusalOf(again)).toEqual([400, 'Empty register token'])
  })

  it('gives the flagship app its tokens', async () => {
    const instance = bed.test.stack.instances.get(domain())!
    await bed.test.stack.instances.update(instance, {
      details: { register_token: Buffer.from('0123456789abcdef').toString('base64') }
    })
    const client = (
      await send('/auth/register', {
        redirect_uris: ['cozy://'],
        client_name: 'Flagship',
        software_id: 'amiral'
      })
    ).json
    const sent = {
      register_token: token(),
      passphrase: 'other',
      iterations: 100_000,
      client_id: client.client_id,
      client_secret: client.client_secret
    }
    const path = '/settings/passphrase/flagship'
    expect(refusalOf(await send(path, { ...sent, iterations: 0 }))[0]).toBe(422)
    expect(refusalOf(await send(path, { ...sent, client_id: 'x' }))).toEqual([
      400,
      'the client must be registered'
    ])
    expect(refusalOf(await send(path, { ...sent, client_secret: 'x' }))).toEqual([
      400,
      'invalid client_secret'
    ])
    const stored = await instance.documents.get('io.cozy.oauth.clients', client.client_id)
    await instance.documents.put('io.cozy.oauth.clients', { ...stored, flagship: true })
    const answer = await send(path, sent)
    expect([answer.status, answer.json]).toEqual([
      200,
      {
        token_type: 'bearer',
        scope: '*',
        access_token: expect.any(String),
        refresh_token: expect.any(String)
      }
    ])
    const headers = { host: domain() }
    const own = { token: answer.json.access_token as string, headers }
    expect((await bed.test.ask('GET', '/settings/passphrase', own)).status).toBe(200)
    now = new Date(now.getTime() + 1000)
    expect((await bed.test.ask('POST', '/settings/synchronized', own)).status).toBe(204)
    expect(await instance.documents.get('io.cozy.oauth.clients', client.client_id)).toMatchObject({
      synchronized_at: now.toISOString()
    })
  })

  it('leads a phone to the app', async () => {
    const headers = { accept: 'text/html', cookie: await bed.login() }
    const go = (agent: string) =>
      bed.test.ask('GET', '/settings/onboarded', { headers: { ...headers, 'user-agent': agent } })
    const home = `http://home.${bed.test.stack.domain}/`
    expect((await go('Mozilla/5.0 (X11; Linux x86_64)')).headers.location).toBe(home)
    const page = `http://${bed.test.stack.domain}/settings/install_flagship_app`
    const agent = 'Mozilla/5.0 (Linux; Android 14) Mobile'
    expect((await go(agent)).headers.location).toBe(page)
    const shown = await bed.test.ask('GET', '/settings/install_flagship_app', {
      headers: { ...headers, 'user-agent': agent }
    })
    expect(shown.text).toContain(
      'https://play.google.com/store/apps/details?id=io.cozy.flagship.mobile&amp;hl=en'
    )
    expect(shown.text).toContain(`href="${home}"`)
    const stranger = await bed.test.ask('GET', '/settings/onboarded')
    expect([stranger.status, stranger.headers.location]).toEqual([
      303,
      `http://${bed.test.stack.domain}/auth/login`
    ])
  })
})
