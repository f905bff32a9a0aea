import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { shownUrl } from './shown-url.js'

describe('an address in a message', () => {
  it.each([
    ['https://me:pass@a.example/x?page=2&q=a%20b#frag', 'https://a.example/x?page=2&q=a%20b'],
    [
      'https://a.example/?Password=x&access_token=y&id=7',
      'https://a.example/?Password=***&access_token=***&id=7'
    ],
    ['https://a.example/?x=9f86d081884c7d659a2f', 'https://a.example/?x=***'],
    ['data:text/plain,hello', 'data:…'],
    ['/relative?password=x', '/relative']
  ])('%s', (url, shown) => {
    expect(shownUrl(url)).toBe(shown)
  })

  it('never has a secret, wherever it stands', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 6, unit: 'grapheme-ascii' }), secret => {
        fc.pre(secret.trim().length >= 6 && !'https://a.example/x?q=y'.includes(secret))
        const url = new URL('https://a.example/')
        url.pathname = `/x/${secret}`
        url.searchParams.set('q', secret)
        expect(shownUrl(url, [secret])).not.toContain(encodeURIComponent(secret))
        expect(shownUrl(url, [secret])).not.toContain(secret)
      })
    )
  })
})
