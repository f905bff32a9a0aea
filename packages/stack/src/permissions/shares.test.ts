import { beforeAll, describe, expect, it } from '@jest/globals'
import type { Answer } from '../testing/test-stack.js'
import { permission, useApps } from './testing/use-app.js'

const bed = useApps()
const READ = { todos: { type: 'io.cozy.todos', verbs: ['GET'] } }

let app: string

const share = (query: string, attributes: Record<string, unknown> = { permissions: READ }): Promise<Answer> =>
  bed.test.ask('POST', `/permissions${query}`, { token: app, body: permission(attributes) })

/** 404 where it may be read, as it is not there. */
const read = async (token: string, headers: Record<string, string> = {}): Promise<number> =>
  (await bed.test.ask('GET', '/data/io.cozy.todos/missing', { token, headers })).status

beforeAll(async () => {
  app = await bed.install('sharer', {
    todos: { type: 'io.cozy.todos', verbs: ['GET', 'POST'] },
    bank: { type: 'io.cozy.bank.*' },
    sessions: { type: 'io.cozy.sessions' }
  })
})

describe('a share by link', () => {
  it('gives its rules to whoever has its code or its shortcode, however it is sent', async () => {
    const { json } = await share('?codes=bob,jane')
    const { codes, shortcodes, cozyMetadata } = json.data.attributes
    expect(Object.keys(codes)).toEqual(['bob', 'jane'])
    expect(shortcodes.bob).toMatch(/^[A-Za-z0-9]{12}$/)
    expect(cozyMetadata).toMatchObject({
      createdByApp: 'sharer',
      updatedByApps: [{ slug: 'sharer', instance: bed.test.stack.domain }]
    })
    for (const token of [codes.bob, codes.jane, shortcodes.bob, `${shortcodes.jane}.`]) {
      expect(await read(token)).toBe(404)
      const basic = Buffer.from(`:${token}`).toString('base64')
      expect(await read('', { authorization: `Basic ${basic}` })).toBe(404)
      const path = `/data/io.cozy.todos/missing?bearer_token=${token}`
      expect((await bed.test.ask('GET', path)).status).toBe(404)
    }
    const written = await bed.test.ask('POST', '/data/io.cozy.todos/', { token: codes.bob, body: {} })
    expect(written.status).toBe(403)
  })

  it('is told without its codes to whoever has one, and to the app', async () => {
    const { json } = await share('?codes=bob')
    const { id, attributes } = json.data
    for (const [path, token] of [
      ['/permissions/self', attributes.codes.bob],
      [`/permissions/${id}`, app]
    ]) {
      const told = (await bed.test.ask('GET', path, { token })).json.data
      expect(told).toMatchObject({ id, attributes: { type: 'share', permissions: READ } })
      expect(told.attributes).not.toHaveProperty('codes')
      expect(told.attributes).not.toHaveProperty('shortcodes')
    }
  })

  it('has one code without a name where none is asked for', async () => {
    const { json } = await share('')
    expect(Object.keys(json.data.attributes.codes)).toEqual([''])
  })

  it('gives two of the same name and second a code each', async () => {
    const [one, two] = [await share('?codes=bob'), await share('?codes=bob')]
    expect(await read(one.json.data.attributes.codes.bob)).toBe(404)
    expect(await read(two.json.data.attributes.codes.bob)).toBe(404)
  })

  it('ends after its ttl, to the hour', async () => {
    const { json } = await share('?codes=bob&ttl=1D')
    expect(json.data.attributes.expires_at).toBe(new Date(bed.now.getTime() + 86_400_000).toISOString())
    const code = json.data.attributes.codes.bob
    const before = bed.now
    bed.now = new Date(before.getTime() + 86_400_001)
    const late = await bed.test.ask('GET', '/data/io.cozy.todos/missing', { token: code })
    bed.now = before
    expect([late.status, late.json.error]).toEqual([400, 'code=400, message=Expired token'])
    expect(await read(code)).toBe(404)
  })

  it('ends at the date that is asked for, and not where that is none', async () => {
    const end = '2031-01-01T00:00:00.000+02:00'
    const ends = await share('', { permissions: READ, expires_at: end })
    expect(ends.json.data.attributes.expires_at).toBe('2031-01-01T00:00:00+02:00')
    const wrong = await share('', { permissions: READ, expires_at: 'soon' })
    expect([wrong.status, wrong.json.errors[0].source]).toEqual([
      422,
      { pointer: '/data/attributes/expires_at' }
    ])
    const longest = await share('?ttl=99999999999Y')
    expect(longest.json.data.attributes.expires_at).toMatch(/^9999-/)
    expect((await share('?ttl=soon')).json.data.attributes).not.toHaveProperty('expires_at')
  })

  it('has six digits for up to an hour', async () => {
    const of = async (query: string): Promise<string> =>
      (await share(query)).json.data.attributes.shortcodes.bob
    expect(await of('?codes=bob&ttl=1h&tiny=true')).toMatch(/^\d{6}$/)
    expect(await of('?codes=bob&ttl=2h&tiny=true')).toMatch(/^\w{12}$/)
    expect(await of('?codes=bob&tiny=true')).toMatch(/^\w{12}$/)
    expect(await read(await of('?codes=bob&ttl=1h&tiny=true'))).toBe(404)
  })

  it.each([
    [
      'what it has not',
      { contacts: { type: 'io.cozy.contacts' } },
      'Attempt to create a larger permission set'
    ],
    [
      'verbs it has not',
      { todos: { type: 'io.cozy.todos', verbs: ['PUT'] } },
      'Attempt to create a larger permission set'
    ],
    ['everything', { all: { type: '*' } }, 'Attempt to create a larger permission set'],
    [
      'a reserved doctype',
      { sessions: { type: 'io.cozy.sessions' } },
      'reserved doctype io.cozy.sessions unwritable'
    ],
    ['a wildcard', { bank: { type: 'io.cozy.bank.*' } }, 'io.cozy.bank.* is not a valid doctype name']
  ])('of %s is refused to an app', async (_what, permissions, error) => {
    const { status, json } = await share('', { permissions })
    expect([status, json]).toEqual([403, { error }])
  })

  it('is refused to who has a share', async () => {
    const { json } = await share('?codes=bob')
    const token = json.data.attributes.codes.bob
    const answer = await bed.test.ask('POST', '/permissions', {
      token,
      body: permission({ permissions: READ })
    })
    expect([answer.status, answer.json.error]).toEqual([403, 'Only apps can create sharing permissions'])
  })

  it('is revoked by its app alone, and at once', async () => {
    const { json } = await share('?codes=bob')
    const { id, attributes } = json.data
    const { bob } = attributes.codes
    const path = `/permissions/${id}`
    const cli = await bed.test.cli('io.cozy.todos')
    for (const token of [bob, cli]) {
      const refused = await bed.test.ask('DELETE', path, { token })
      expect(refused.json.error).toBe('Permissions can be updated only by its parent')
    }
    expect(await read(bob)).toBe(404)
    expect((await bed.test.ask('DELETE', path, { token: app })).status).toBe(204)
    expect(await read(bob)).toBe(403)
    expect(await read(attributes.shortcodes.bob)).toBe(403)
  })

  it('is good for as long as its app is there', async () => {
    const token = await bed.install('leaver', { todos: { type: 'io.cozy.todos' } })
    const body = permission({ permissions: READ })
    const { json } = await bed.test.ask('POST', '/permissions?codes=bob', { token, body })
    const { bob } = json.data.attributes.codes
    expect(await read(bob)).toBe(404)
    await bed.uninstall('leaver')
    expect(await read(bob)).toBe(400)
    const gone = await bed.test.ask('GET', '/permissions/self', { token })
    expect([gone.status, gone.json.errors[0].detail]).toEqual([404, 'no permission doc for leaver'])
  })
})

describe('a share with a password', () => {
  const unlock = (body: string): Promise<Answer> =>
    bed.test.ask('POST', '/auth/share-by-link/password', {
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded' }
    })

  it('takes a code only with the cookie that the password gives', async () => {
    const { json } = await share('?codes=bob', { permissions: READ, password: 'correct horse' })
    const { id, attributes } = json.data
    expect(attributes.password).toBe(true)
    const { bob } = attributes.codes
    expect(await read(bob)).toBe(400)
    const wrong = await unlock(`perm_id=${id}&password=wrong`)
    expect([wrong.status, wrong.json]).toEqual([403, { error: 'Invalid password' }])
    const right = await unlock(`perm_id=${id}&password=correct+horse`)
    expect([right.status, right.json]).toEqual([200, { password: 'ok' }])
    const [cookie = ''] = right.headers['set-cookie'] ?? []
    expect(cookie).toMatch(/; HttpOnly; SameSite=Lax$/)
    const [pair = ''] = cookie.split(';')
    expect(await read(bob, { cookie: pair })).toBe(404)
    expect(await read(bob, { cookie: `${pair.slice(0, -3)}AAA` })).toBe(400)
  })

  it('is another one for each share', async () => {
    const [one, two] = [
      await share('?codes=bob', { permissions: READ, password: 'one' }),
      await share('?codes=bob', { permissions: READ, password: 'two' })
    ]
    const answer = await unlock(`perm_id=${one.json.data.id}&password=one`)
    const [pair = ''] = answer.headers['set-cookie']![0]!.split(';')
    const renamed = pair.replace(one.json.data.id, two.json.data.id)
    expect(await read(two.json.data.attributes.codes.bob, { cookie: renamed })).toBe(400)
  })

  it('says where there is none, and no share', async () => {
    const { json } = await share('')
    expect((await unlock(`perm_id=${json.data.id}&password=x`)).json).toEqual({ password: 'none' })
    expect((await unlock('perm_id=absent&password=x')).status).toBe(404)
  })
})
