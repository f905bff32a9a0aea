import { describe, expect, it } from '@jest/globals'
import { refusalOf, useSettings } from '../testing/use-settings.js'

const bed = useSettings()

/** An image is known by its first bytes. */
const GIF = 'GIF89a and so on'

const put = (image: string, token = bed.app) =>
  bed.test.ask('PUT', '/settings/avatar', { token, body: image, headers: { 'content-type': 'image/png' } })

const see = (query = '') => bed.test.ask('GET', `/public/avatar${query}`)

describe('the avatar', () => {
  it('is a picture of the owner’s initials as long as none is given', async () => {
    const initials = await see('?fallback=initials')
    expect([initials.status, initials.headers['content-type']]).toEqual([200, 'image/svg+xml'])
    expect(initials.text).toContain('>Z</text>')
    for (const query of ['', '?fallback=default', '?fallback=anonymous&fx=translucent&as=unconfirmed']) {
      expect((await see(query)).text).not.toContain('<text')
    }
    expect(refusalOf(await see('?fallback=404'))).toEqual([404, 'Page not found'])
    expect((await see('?fallback=initials&format=png')).status).toBe(501)
  })

  it.each(['as', 'fx', 'format', 'fallback'])('refuses a wrong %s', async name => {
    expect(refusalOf(await see(`?${name}=x`))).toEqual([400, `Invalid \`${name}\``])
  })

  it('is what was sent, for everybody, until it is taken away', async () => {
    expect((await put(GIF)).status).toBe(204)
    const answer = await see('?fallback=x')
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'image/gif'])
    const again = await bed.test.ask('GET', '/public/avatar', {
      headers: { 'if-none-match': answer.headers.etag! }
    })
    expect([again.status, again.text]).toEqual([304, ''])
    expect((await bed.ask('DELETE', '/settings/avatar')).status).toBe(204)
    expect((await bed.ask('DELETE', '/settings/avatar')).status).toBe(204)
    expect((await see('?fallback=404')).status).toBe(404)
  })

  it.each(['<html><script>x</script></html>', '<svg onload="x"/>', ''])(
    'is never what could be a page: %s',
    async body => {
      expect(refusalOf(await put(body))).toEqual([422, 'Avatar is not an image'])
    }
  )

  it('is not larger than 20 MB', async () => {
    const { status, json } = await bed.test.ask('PUT', '/settings/avatar', {
      token: bed.app,
      body: `${GIF}${' '.repeat(20_000_000)}`
    })
    expect([status, json.errors[0].detail]).toEqual([413, 'Avatar is too big'])
  })

  it('needs a permission', async () => {
    expect((await put(GIF, await bed.test.cli('io.cozy.settings:GET'))).status).toBe(403)
  })
})

describe('what a login form has to know', () => {
  it('is told to anybody', async () => {
    expect((await bed.test.ask('GET', '/public/prelogin')).json).toEqual({
      FranceConnect: false,
      Kdf: 0,
      KdfIterations: 650_000,
      OIDC: false,
      locale: 'en',
      magic_link: false,
      name: 'Zoé'
    })
  })
})
