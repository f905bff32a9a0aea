import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { brotliDecompressSync } from 'node:zlib'
import { usePages } from './testing/use-pages.js'

const MANIFEST = {
  name: 'Notes',
  name_prefix: 'Cozy',
  slug: 'notes',
  editor: 'Cozy & "co"',
  icon: 'icon.svg',
  type: 'webapp',
  locales: { fr: { name: 'Carnet' } },
  routes: {
    '/': { folder: '/', index: 'index.html', public: false },
    '/public': { folder: '/public', index: 'index.html', public: true },
    '/public/deep': { folder: '/deep', index: 'deep.html', public: true },
    '/assets': { folder: '/assets', public: true },
    '/broken': { folder: '/broken', index: 'broken.html', public: true },
    '/unknown': { folder: '/broken', index: 'unknown.html', public: true },
    '/gone': { folder: '/broken', index: 'gone.html', public: true }
  },
  permissions: { files: { type: 'io.cozy.files' } }
}

const lines: string[] = []

const pages = usePages(
  {
    'manifest.webapp': JSON.stringify(MANIFEST),
    'index.html': '<html><head></head><body data-cozy="{{.CozyData}}"></body></html>',
    'secret.txt': 'secret',
    public: {
      'index.html':
        '<p lang="{{.Locale}}">{{.AppName}}|{{.AppEditor}}|{{.Token}}|{{.SubDomain}}|{{.Flags}}</p>',
      'other.html': 'as it stands {{.Token}}'
    },
    deep: { 'deep.html': 'deep', 'file.txt': 'deep file' },
    assets: {
      'app.css': 'body { color: black }\n'.repeat(100),
      'icon.badbeefbadbeef.1.png': 'x',
      'icon.badbeefba.png': 'x',
      'icon.badbeefb.png': 'x',
      'data.unknown-type': 'x'
    },
    broken: { 'broken.html': '<p>{{ item }}</p>', 'unknown.html': '<p>{{.Unknown}}</p>' }
  },
  { locale: 'fr', log: line => lines.push(line) }
)

describe('the routes of an app', () => {
  it.each([
    ['/public', '<p lang="fr">Carnet|Cozy &amp; &#34;co&#34;||nested|{}</p>'],
    ['/public/', '<p lang="fr">Carnet|Cozy &amp; &#34;co&#34;||nested|{}</p>'],
    ['/public/index.html', '<p lang="fr">Carnet|Cozy &amp; &#34;co&#34;||nested|{}</p>'],
    ['/public/other.html', 'as it stands {{.Token}}'],
    ['/public/deep', 'deep'],
    ['/public/deep/file.txt', 'deep file'],
    ['/public/deep/../other.html', 'as it stands {{.Token}}'],
    ['/public%2fother.html', 'as it stands {{.Token}}']
  ])('%s', async (path, text) => {
    const answer = await pages.page(path)
    expect([answer.status, answer.text]).toEqual([200, text])
  })

  it.each([
    ['/public/none.html', 404, 'Asset not found'],
    ['/public/%00', 404, 'Asset not found'],
    ['/public/%ff', 400, 'Bad Request'],
    ['/public/deeper', 404, 'Asset not found'],
    ['/assets', 404, 'Page not found'],
    ['/assets/', 404, 'Page not found'],
    ['/gone', 404, 'Page not found'],
    ['/secret.txt', 401, 'You must be authenticated'],
    ['/publicity', 401, 'You must be authenticated'],
    [`/public/${'x'.repeat(5000)}`, 404, 'Asset not found']
  ])('%s is none', async (path, status, error) => {
    const answer = await pages.page(path, { headers: { accept: 'application/json' } })
    expect([answer.status, answer.json]).toEqual([status, { error }])
  })

  it('lead to the login where they are private', async () => {
    const answer = await pages.page('/?a=b&jwt=x')
    expect(answer.status).toBe(302)
    const url = new URL(answer.headers.location!)
    expect([url.pathname, url.searchParams.get('redirect'), url.searchParams.get('jwt')]).toEqual([
      '/auth/login',
      `http://notes.${pages.test.stack.domain}/?a=b&jwt=x`,
      'x'
    ])
    expect((await pages.page('/secret.txt', { headers: { cookie: await pages.login() } })).text).toBe(
      'secret'
    )
  })

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('take no %s', async method => {
    const answer = await pages.page('/public', { method, headers: { accept: 'application/json' } })
    expect([answer.status, answer.json]).toEqual([405, { error: `Method ${method} not allowed` }])
  })

  it('answer HEAD without a body', async () => {
    const answer = await pages.page('/public', { method: 'HEAD' })
    expect([answer.status, answer.text, Number(answer.headers['content-length']) > 0]).toEqual([
      200,
      '',
      true
    ])
  })

  it('are told by robots.txt to be left alone', async () => {
    expect((await pages.page('/robots.txt')).text).toBe('User-agent: *\nDisallow: /\n')
  })
})

describe('a page', () => {
  it('gets all its data, written for its place', async () => {
    const cookie = await pages.login()
    const { text, headers } = await pages.page('/', { headers: { cookie } })
    const [, attribute = ''] = /data-cozy="([^"]*)"/.exec(text) ?? []
    const data = JSON.parse(attribute.replaceAll('&#34;', '"').replaceAll('&#43;', '+')) as object
    const { domain } = pages.test.stack
    expect(data).toEqual({
      app: { editor: 'Cozy & "co"', icon: 'icon.svg', name: 'Carnet', prefix: 'Cozy', slug: 'notes' },
      capabilities: {
        file_versioning: true,
        flat_subdomains: false,
        can_auth_with_password: true,
        can_auth_with_magic_links: false,
        can_auth_with_oidc: false
      },
      domain,
      flags: {},
      isLoggedIn: true,
      locale: 'fr',
      subdomain: 'nested',
      token: expect.stringMatching(/^eyJ/),
      tracking: false
    })
    expect(headers['cache-control']).toBe('private, no-store, must-revalidate')
    expect(headers['content-type']).toBe('text/html; charset=UTF-8')
  })

  it('is never read by a page of another app, cookie or not', async () => {
    const origin = `http://other.${pages.test.stack.domain}`
    const { headers } = await pages.page('/', { headers: { cookie: await pages.login(), origin } })
    expect(headers['access-control-allow-origin']).toBeUndefined()
  })

  it('that is no template is sent as it stands, one that asks for the unknown is an error; the log says which', async () => {
    lines.length = 0
    const broken = await pages.page('/broken')
    expect([broken.status, broken.text]).toEqual([200, '<p>{{ item }}</p>'])
    const unknown = await pages.page('/unknown')
    expect(unknown.status).toBe(500)
    expect(unknown.text).toContain('n’est pas prise en charge par votre Cozy')
    expect(lines).toEqual([
      expect.stringContaining('notes/broken/broken.html as a template: line 1: function "item" is not there'),
      expect.stringContaining('notes/broken/unknown.html: line 1: there is no variable {{.Unknown}}')
    ])
  })

  it('says what is installed where there is no such app, to its owner alone', async () => {
    const owner = await pages.page('/', { slug: 'nothere', headers: { cookie: await pages.login() } })
    const anybody = await pages.page('/', { slug: 'nothere' })
    expect([owner.status, anybody.status]).toEqual([404, 404])
    expect(owner.text).toContain(`<a href="http://notes.${pages.test.stack.domain}/">Notes</a>`)
    expect(anybody.text).not.toContain('Notes')
  })

  it('says after the login that one is in, where the app that opens then is not there', async () => {
    const owner = await pages.page('/', { slug: 'home', headers: { cookie: await pages.login() } })
    const anybody = await pages.page('/', { slug: 'home' })
    expect([owner.status, anybody.status]).toEqual([404, 404])
    expect(owner.text).toContain('Vous êtes connecté')
    expect(owner.text).toContain('>Notes</a>')
    expect(anybody.text).not.toContain('Vous êtes connecté')
  })

  it('may be framed by the app whose intent it answers', async () => {
    const { documents } = pages.test.stack.instances.get(pages.test.stack.domain)!
    const ours = { client: 'io.cozy.apps/mail', services: [{ slug: 'notes' }] }
    const { _id } = await documents.put('io.cozy.intents', ours)
    const theirs = await documents.put('io.cozy.intents', { ...ours, services: [{ slug: 'other' }] })
    const framed = async (id: string): Promise<string> => {
      const { headers } = await pages.page(`/public?intent=${id}`)
      return /frame-ancestors [^;]*/.exec(String(headers['content-security-policy']))?.[0] ?? ''
    }
    expect(await framed(_id)).toBe(`frame-ancestors 'self' http://mail.${pages.test.stack.domain}`)
    expect(await framed(theirs._id)).toBe("frame-ancestors 'self'")
    expect(await framed('none')).toBe("frame-ancestors 'self'")
  })

  it('with a share code has the code for a token', async () => {
    expect((await pages.page('/public?sharecode=abc')).text).toContain('|abc|nested')
  })
})

describe('a page that is shared with a password', () => {
  it('asks for the password first', async () => {
    const token = await pages.test.token('app', 'notes')
    const made = await pages.test.ask('POST', '/permissions?codes=bob', {
      token,
      body: {
        data: {
          type: 'io.cozy.permissions',
          attributes: {
            password: 'open sesame',
            permissions: { files: { type: 'io.cozy.files', verbs: ['GET'], values: ['some-file'] } }
          }
        }
      }
    })
    expect(made.status).toBe(200)
    const path = `/public?sharecode=${made.json.data.attributes.shortcodes.bob as string}`
    const locked = await pages.page(path)
    expect(locked.status).toBe(401)
    expect(locked.text).toContain('<h1>Ce lien est protégé par un mot de passe</h1>')
    const [, id = ''] = /name="perm_id" value="([^"]+)"/.exec(locked.text) ?? []
    const opened = await pages.test.ask('POST', '/auth/share-by-link/password', {
      body: new URLSearchParams({ perm_id: id, password: 'open sesame' }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' }
    })
    expect(opened.status).toBe(200)
    const [cookie = ''] = opened.headers['set-cookie'] ?? []
    expect((await pages.page(path, { headers: { cookie: cookie.split(';')[0]! } })).text).toContain('Carnet')
  })
})

describe('a file of an app', () => {
  it.each([
    ['icon.badbeefbadbeef.1.png', 'max-age=31536000, immutable', 'image/png'],
    ['icon.badbeefba.png', undefined, 'image/png'],
    ['icon.badbeefb.png', undefined, 'image/png'],
    ['app.css', undefined, 'text/css; charset=utf-8'],
    ['data.unknown-type', undefined, 'application/octet-stream']
  ])('%s is kept as long as its name says', async (name, cacheControl, type) => {
    const { headers } = await pages.page(`/assets/${name}`)
    expect([headers['cache-control'], headers['content-type']]).toEqual([cacheControl, type])
  })

  it('is sent again only once its app has changed', async () => {
    const path = '/assets/app.css'
    const { headers } = await pages.page(path)
    const etag = headers.etag!
    const status = async (): Promise<number> =>
      (await pages.page(path, { headers: { 'if-none-match': `"x", W/${etag}` } })).status
    expect(etag).toMatch(/^"[0-9a-f]{32}"$/)
    expect(await status()).toBe(304)
    await writeFile(join(pages.source, 'assets/app.css'), 'body { color: red }')
    await pages.page('/public')
    expect(await status()).toBe(200)
    expect((await pages.page(path)).text).toBe('body { color: red }')
  })

  it('is compressed for who understands it', async () => {
    const { hostname, port } = new URL(pages.test.stack.adminUrl)
    const asked = get({
      hostname,
      port: pages.test.stack.domain.split(':')[1] ?? port,
      path: '/public/deep/file.txt',
      headers: { host: `notes.${pages.test.stack.domain}`, 'accept-encoding': 'gzip, br' }
    })
    const [answer] = (await once(asked, 'response')) as [IncomingMessage]
    expect(answer.headers['content-encoding']).toBe('br')
    expect(brotliDecompressSync(await buffer(answer)).toString()).toBe('deep file')
    const plain = await pages.page('/public/deep/file.txt')
    expect([plain.headers['content-encoding'], plain.text]).toEqual([undefined, 'deep file'])
  })

  it('lies below the folder of its app, whatever is asked', async () => {
    await writeFile(join(pages.source, '../outside.txt'), 'outside')
    const { installs, instances } = pages.test.stack
    const instance = instances.get(pages.test.stack.domain)!
    const app = (await installs.find(instance, 'apps', 'notes'))!
    const folder = installs.folder(instance, 'apps', app)
    await writeFile(join(folder, '../outside.txt'), 'outside')
    await mkdir(join(folder, 'assets/links'), { recursive: true })
    await symlink(join(folder, '..'), join(folder, 'assets/links/up'))
    await symlink(join(folder, '../outside.txt'), join(folder, 'assets/links/file'))
    const part = fc.constantFrom(
      '..',
      '.',
      '%2e%2e',
      '..%2f',
      '%2f',
      '%5c',
      '..\\',
      '',
      'links',
      'up',
      'file',
      'assets',
      'deep',
      'outside.txt',
      'secret.txt',
      '%00',
      '%c0%ae',
      '%252e%252e',
      'app.css',
      '/etc/passwd'
    )
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 8 }), async parts => {
        const answer = await pages.page(`/assets/${parts.join('/')}`)
        expect(answer.status).toBeLessThan(500)
        expect(answer.text).not.toMatch(/outside|root:|secret/)
      }),
      { numRuns: 1000 }
    )
    for (const path of ['/assets/links/file', '/assets/links/up/outside.txt']) {
      expect((await pages.page(path, { headers: { accept: '*/*' } })).text).toBe('Asset not found')
    }
  })
})
