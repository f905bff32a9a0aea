import { describe, expect, it } from '@jest/globals'
import { usePages } from '../pages/testing/use-pages.js'

const pages = usePages({
  'manifest.webapp': JSON.stringify({ name: 'Notes', slug: 'notes', type: 'webapp', icon: 'icon.svg' }),
  'icon.svg': '<svg/>',
  'index.html': ''
})

describe('the icon of an app', () => {
  it('is shown to who is logged in, without a token', async () => {
    const refused = await pages.test.ask('GET', '/apps/notes/icon')
    expect([refused.status, refused.json]).toEqual([401, { error: 'code=401, message=No token in request' }])
    const shown = await pages.test.ask('GET', '/apps/notes/icon', {
      headers: { cookie: await pages.login() }
    })
    expect([shown.status, shown.text]).toEqual([200, '<svg/>'])
  })

  it('is not sent again to who has it', async () => {
    const headers = { cookie: await pages.login() }
    const first = await pages.test.ask('GET', '/apps/notes/icon/1.0.0', { headers })
    expect(first.headers).toMatchObject({
      'content-type': 'image/svg+xml',
      'cache-control': 'max-age=31536000, immutable'
    })
    const again = await pages.test.ask('GET', '/apps/notes/icon', {
      headers: { ...headers, 'if-none-match': String(first.headers.etag) }
    })
    expect([again.status, again.text]).toEqual([304, ''])
  })

  it('of one that a registry has is shown to who is logged in, too', async () => {
    expect((await pages.test.ask('GET', '/registry/drive/icon')).status).toBe(403)
    const headers = { cookie: await pages.login() }
    // No registry is configured here: it is looked for, and not found.
    expect((await pages.test.ask('GET', '/registry/drive/icon', { headers })).status).toBe(404)
    expect((await pages.test.ask('GET', '/registry/drive/1.0.0', { headers })).status).toBe(403)
    expect((await pages.test.ask('GET', '/registry/drive', { headers })).status).toBe(401)
  })
})
