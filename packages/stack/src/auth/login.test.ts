import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { browserHash } from '../instances/passphrase.js'
import { cookiesOf, csrfOf, sendLogin, usePages } from '../pages/testing/use-pages.js'

let now = new Date('2026-07-01T00:00:00Z')

const DAY = 24 * 60 * 60 * 1000

const pages = usePages(
  {
    'manifest.webapp': JSON.stringify({
      name: 'Notes',
      slug: 'notes',
      type: 'webapp',
      permissions: { todos: { type: 'io.cozy.todos' } }
    }),
    'index.html': '<body data-token="{{.Token}}"></body>'
  },
  { publicName: '<b>Owner</b>', clock: { now: () => now } }
)

let hash: Promise<string> | undefined

const hashed = (): Promise<string> => (hash ??= browserHash('cozy', pages.test.stack.domain))

const pageToken = async (cookie: string): Promise<string> => {
  const { text } = await pages.page('/', { headers: { cookie } })
  return /data-token="([^"]*)"/.exec(text)?.[1] ?? ''
}

describe('the login page', () => {
  it('says how to hash, and writes what it is given as text', async () => {
    const answer = await pages.test.ask('GET', '/auth/login')
    expect(answer.status).toBe(200)
    expect(answer.text).toContain('data-iterations="650000" data-salt="me@cozy.localhost"')
    expect(answer.text).toContain('<h1>&lt;b&gt;Owner&lt;/b&gt;</h1>')
    expect(answer.headers['set-cookie']).toEqual([
      expect.stringMatching(/^_csrf=[\w-]{32}; Path=\/auth; Max-Age=3600; HttpOnly; SameSite=Strict$/)
    ])
    expect(answer.headers['content-security-policy']).toBe(
      `default-src 'self';frame-src http://dataproxy.${pages.test.stack.domain}/reset ;frame-ancestors 'none';base-uri 'none';img-src 'self' data:;`
    )
  })

  it('has scripts and styles that are there', async () => {
    const { text } = await pages.test.ask('GET', '/auth/login')
    const paths = [...text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path!)
    const statuses = await Promise.all(paths.map(async path => (await pages.test.ask('GET', path)).status))
    expect(paths.length).toBeGreaterThan(2)
    expect(statuses).toEqual(paths.map(() => 200))
  })

  it('never gives back a token that another has put into the cookie', async () => {
    const answer = await pages.test.ask('GET', '/auth/login', {
      headers: { cookie: '_csrf="><script>x</script>' }
    })
    expect(answer.text).not.toContain('<script>x')
    expect(answer.headers['set-cookie']?.[0]).toMatch(/^_csrf=[\w-]{32};/)
  })
})

describe('a login', () => {
  it('opens a session whose cookie is for the instance and its apps, and for no script', async () => {
    const answer = await sendLogin(pages.test, { passphrase: await hashed() })
    expect([answer.status, answer.headers.location]).toEqual([303, `http://home.${pages.test.stack.domain}/`])
    expect(answer.headers['set-cookie']?.[1]).toMatch(
      /^cozysessid=[\w.-]+; Path=\/; Domain=cozy\.localhost; HttpOnly; SameSite=Lax$/
    )
    const { rows } = await pages.test.stack.instances
      .get(pages.test.stack.domain)!
      .documents.list('io.cozy.sessions', { include_docs: true })
    expect(rows[0]?.doc).toMatchObject({ created_at: now.toISOString(), long_run: false, short_run: false })
  })

  it('lasts as long as was asked', async () => {
    const answer = await sendLogin(pages.test, { passphrase: await hashed(), 'long-run-session': '1' })
    expect(answer.headers['set-cookie']?.[1]).toContain('; Max-Age=315360000; ')
  })

  it('answers a script with JSON', async () => {
    const accept = { accept: 'application/json' }
    const right = await sendLogin(pages.test, { passphrase: await hashed() }, accept)
    expect([right.status, right.json]).toEqual([200, { redirect: `http://home.${pages.test.stack.domain}/` }])
    const wrong = await sendLogin(pages.test, { passphrase: 'wrong' }, accept)
    expect([wrong.status, wrong.json]).toEqual([
      401,
      { error: 'The password you entered is incorrect, please try again.' }
    ])
  })

  it('takes a multipart form', async () => {
    const { token, cookie } = await csrfOf(pages.test)
    const fields = { csrf_token: token, passphrase: await hashed() }
    const parts = Object.entries(fields).map(
      ([name, value]) => `--form-limit\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
    )
    const headers = { 'content-type': 'multipart/form-data; boundary=form-limit', cookie }
    const send = (body: string) => pages.test.ask('POST', '/auth/login', { body, headers })
    expect((await send(`${parts.join('')}--form-limit--\r\n`)).status).toBe(200)
    expect((await send(parts.join(''))).status).toBe(400)
    expect((await send('no form')).status).toBe(400)
  })

  it.each(['wrong', 'cozy', ''])('refuses %j, the passphrase in plain too', async passphrase => {
    const answer = await sendLogin(pages.test, { passphrase })
    expect(answer.status).toBe(401)
    expect(answer.text).toContain('role="alert">The password you entered is incorrect')
    expect(cookiesOf(answer)).not.toContain('cozysessid')
  })

  it('needs the token of the form, and the cookie of the same browser', async () => {
    const passphrase = await hashed()
    const { token } = await csrfOf(pages.test)
    const missing = await sendLogin(pages.test, { passphrase, csrf_token: '' })
    const foreign = await sendLogin(pages.test, { passphrase, csrf_token: token })
    expect([missing.status, foreign.status]).toEqual([400, 403])
    expect(missing.text).toContain('<p>missing csrf token in the form parameter</p>')
    expect(foreign.text).toContain('<p>invalid csrf token</p>')
  })

  it('takes the passphrase that an instance was made with', async () => {
    await pages.test.admin('POST', '/instances?Domain=alice.localhost&Passphrase=correct-horse')
    const { instances } = pages.test.stack
    const alice = instances.get('alice.localhost')!
    expect(await instances.checkPassphrase(alice, await browserHash('correct-horse', alice.domain))).toBe(
      true
    )
    expect(await instances.checkPassphrase(alice, await hashed())).toBe(false)
    await pages.test.admin('DELETE', '/instances/alice.localhost')
  })
})

describe('where a login leads', () => {
  const host = (): string => pages.test.stack.domain

  it.each([
    ['http://notes.HOST/a?b=c#d', 'http://notes.HOST/a?b=c#d'],
    ['http://HOST/auth/authorize?x=y#stolen', 'http://HOST/auth/authorize?x=y#='],
    ['http://not-installed.HOST/', 'http://not-installed.HOST/'],
    ['notes/folder#/there', 'http://notes.HOST/folder#/there'],
    ['notes', 'http://notes.HOST/'],
    ['notes#x', 'http://notes.HOST/#x'],
    ['notes/', 'http://notes.HOST'],
    ['notes/#/x', 'http://notes.HOST#/x'],
    ['notes//evil.example', 'http://notes.HOST/evil.example'],
    ["notes/a%20b?c=d&e='#f?g=%20h", 'http://notes.HOST/a%2520b%3Fc=d&e=%27#f?g=%2520h'],
    ["http://notes.HOST/<script>alert('x')</script>", "http://notes.HOST/%3Cscript%3Ealert('x')%3C/script%3E"]
  ])('%s', async (redirect, expected) => {
    const asked = redirect.replace('HOST', host())
    const answer = await sendLogin(pages.test, { passphrase: await hashed(), redirect: asked })
    expect([answer.status, answer.headers.location]).toEqual([303, expected.replace('HOST', host())])
  })

  it.each([
    'http://evil.example/',
    'https://evil.example/?HOST',
    '//evil.example',
    '/\\evil.example',
    'http://HOST@evil.example/',
    'http://evil.example\\@HOST/',
    'http://evil.example\\.notes.HOST/',
    'http://evil.example#.HOST',
    'http:evil.example',
    'http:/evil.example',
    'http://notes.HOST.evil.example/',
    'http://notes.HOST\t.evil.example/',
    'http://a.b.HOST/',
    'javascript:alert(1)',
    'data:text/html,x',
    'nothere/',
    'foo.bar',
    'http://[::1]/',
    'http://',
    ' http://evil.example/'
  ])('never to %j', async redirect => {
    const asked = redirect.replace('HOST', host())
    const path = `/auth/login?${new URLSearchParams({ redirect: asked }).toString()}`
    expect((await pages.test.ask('GET', path)).status).toBe(400)
    expect((await sendLogin(pages.test, { passphrase: await hashed(), redirect: asked })).status).toBe(400)
  })
})

describe('where the instance leads after a login', () => {
  const HOME = 'http://home.HOST/'

  it.each([
    ['notes/#/here', 'http://notes.HOST/#/here'],
    ['evil.example?', HOME],
    ['me@evil.example\\', HOME],
    ['notes:80/', HOME],
    ['http://evil.example/', HOME],
    ['notes/a b', HOME],
    ['', HOME]
  ])('%j', async (setting, expected) => {
    const { instances, domain } = pages.test.stack
    const { documents } = instances.get(domain)!
    const settings = await documents.get('io.cozy.settings', 'io.cozy.settings.instance')
    await documents.put('io.cozy.settings', { ...settings, default_redirection: setting })
    const { headers } = await sendLogin(pages.test, { passphrase: await hashed() })
    const { _rev } = await documents.get('io.cozy.settings', 'io.cozy.settings.instance')
    const { default_redirection: _set, ...before } = settings
    await documents.put('io.cozy.settings', { ...before, _rev })
    expect(headers.location).toBe(expected.replace('HOST', domain))
  })
})

describe('who is logged in', () => {
  it('goes from the first page to the home app, others to the login', async () => {
    const cookie = await pages.login()
    const known = await pages.test.ask('GET', '/', { headers: { cookie } })
    const unknown = await pages.test.ask('GET', '/?jwt=abc')
    expect([known.status, known.headers.location]).toEqual([303, `http://home.${pages.test.stack.domain}/`])
    expect([unknown.status, unknown.headers.location]).toEqual([
      303,
      `http://${pages.test.stack.domain}/auth/login?jwt=abc`
    ])
  })

  it('gets a token with each page that is good with the cookie of the same session alone', async () => {
    const [cookie, otherCookie] = [await pages.login(), await pages.login()]
    const token = await pageToken(cookie)
    const status = async (headers: Record<string, string>): Promise<number> =>
      (await pages.test.ask('GET', '/data/io.cozy.todos/none', { token, headers })).status
    expect(await status({ cookie })).toBe(404)
    expect(await status({})).toBe(400)
    expect(await status({ cookie: otherCookie })).toBe(400)
    expect(await status({ cookie: `${cookie}x` })).toBe(400)
  })

  it('keeps the token for a day', async () => {
    const cookie = await pages.login()
    const token = await pageToken(cookie)
    const before = now
    const text = async (): Promise<string> =>
      (await pages.test.ask('GET', '/data/io.cozy.todos/none', { token, headers: { cookie } })).text
    now = new Date(before.getTime() + DAY - 1000)
    expect(await text()).toContain('not_found')
    now = new Date(before.getTime() + DAY + 1000)
    expect(await text()).toContain('Expired token')
  })

  it('stays known for thirty days after the last visit, no longer', async () => {
    const cookie = await pages.login()
    const isKnown = async (): Promise<boolean> => (await pageToken(cookie)) !== ''
    for (const days of [20, 20, 29]) {
      now = new Date(now.getTime() + days * DAY)
      expect(await isKnown()).toBe(true)
    }
    now = new Date(now.getTime() + 31 * DAY)
    expect(await isKnown()).toBe(false)
  })

  it('logs out from an app, and from there alone', async () => {
    const cookie = await pages.login()
    const token = await pageToken(cookie)
    const origin = `http://notes.${pages.test.stack.domain}`
    const cli = await pages.test.cli('io.cozy.todos')
    for (const refused of [{}, { token: cli }]) {
      const answer = await pages.test.ask('DELETE', '/auth/login', { headers: { cookie }, ...refused })
      expect([answer.status, answer.json]).toEqual([
        401,
        { error: 'The user can logout only from client-side apps' }
      ])
    }
    const preflight = await pages.test.ask('OPTIONS', '/auth/login', { headers: { origin } })
    expect(preflight.headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'DELETE'
    })
    const answer = await pages.test.ask('DELETE', '/auth/login', { token, headers: { cookie, origin } })
    expect([answer.status, answer.headers['set-cookie']]).toEqual([
      204,
      ['cozysessid=; Path=/; Domain=cozy.localhost; Max-Age=0']
    ])
    expect(await pageToken(cookie)).toBe('')
    expect(
      (await pages.test.ask('GET', '/data/io.cozy.todos/x', { token, headers: { cookie } })).status
    ).toBe(400)
  })

  it('ends all other sessions', async () => {
    const [cookie, other] = [await pages.login(), await pages.login()]
    const token = await pageToken(cookie)
    const answer = await pages.test.ask('DELETE', '/auth/login/others', { token, headers: { cookie } })
    expect(answer.status).toBe(204)
    expect(await pageToken(cookie)).not.toBe('')
    expect(await pageToken(other)).toBe('')
  })
})

describe('a session code', () => {
  it('opens a session on an app, once', async () => {
    const body = { passphrase: await hashed() }
    const { status, json } = await pages.test.ask('POST', '/auth/session_code', { body })
    expect(status).toBe(201)
    const path = `/?session_code=${json.session_code as string}`
    const first = await pages.page(path)
    expect([first.status, first.headers.location]).toEqual([303, `http://notes.${pages.test.stack.domain}/`])
    expect(await pageToken(cookiesOf(first))).not.toBe('')
    expect((await pages.page(path)).status).toBe(302)
  })

  it('is for nobody else', async () => {
    const answer = await pages.test.ask('POST', '/auth/session_code', { body: { passphrase: 'cozy' } })
    expect([answer.status, answer.json]).toEqual([401, { error: 'Not authorized' }])
  })
})

describe('whatever is sent', () => {
  it('is never a fault of the stack, and never opens a session', async () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom('%', '%zz', 'a'.repeat(600), '..', 'http://', 'notes/', '{"passphrase":1}', '\0')
    )
    const path = fc.constantFrom(
      '/',
      '/auth/login',
      '/auth/login/others',
      '/auth/session_code',
      '/assets/%00'
    )
    const header = (value: string): string => value.replaceAll(/[^\x20-\x7e]/g, '')
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'POST', 'DELETE', 'OPTIONS', 'PUT'),
        path,
        fc.dictionary(fc.constantFrom('redirect', 'passphrase', 'csrf_token', 'jwt'), text),
        text,
        async (method, to, fields, cookie) => {
          const query = new URLSearchParams(fields).toString()
          const answer = await pages.test.ask(method, `${to}?${query}`, {
            ...(method === 'GET' ? {} : { body: query }),
            headers: {
              cookie: `cozysessid=${header(cookie)}; _csrf=${header(fields.csrf_token ?? '')}`,
              'content-type': 'application/x-www-form-urlencoded'
            }
          })
          expect(answer.status).toBeLessThan(500)
          expect(cookiesOf(answer)).not.toContain('cozysessid')
        }
      ),
      { numRuns: 1000 }
    )
  })
})

describe('many wrong passphrases', () => {
  it('are counted, and then no more is looked at for an hour', async () => {
    const { FailedLogins } = await import('./failed-logins.js')
    const failed = new FailedLogins()
    const instance = pages.test.stack.instances.get(pages.test.stack.domain)!
    for (let count = 0; count < 999; count++) failed.add(instance, now)
    expect(failed.isBlocked(instance, now)).toBe(false)
    failed.add(instance, now)
    expect(failed.isBlocked(instance, now)).toBe(true)
    expect(failed.isBlocked(instance, new Date(now.getTime() + 60 * 60 * 1000))).toBe(false)
  })
})
