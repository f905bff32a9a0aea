import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { createCookieStore } from './cookie-store.js'

const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,12}$/)
const value = fc.stringMatching(/^[!#-+.-:<-[\]-~]{0,30}$/)

describe('the cookies of a session', () => {
  it('go through JSON and come back', async () => {
    const run = fc.asyncProperty(fc.dictionary(name, value, { maxKeys: 8 }), async cookies => {
      const store = createCookieStore()
      const url = 'https://shop.example/account/bills'
      for (const [key, text] of Object.entries(cookies))
        await store.keep(`${key}=${text}; Path=/account; Secure`, url)
      const later = createCookieStore(JSON.parse(JSON.stringify(await store.serialize())))
      expect((await later.header(url)).split('; ').filter(Boolean).sort()).toEqual(
        Object.entries(cookies)
          .map(([key, text]) => `${key}=${text}`)
          .sort()
      )
      expect(await later.header('http://shop.example/account/')).toBe('')
      expect(await later.header('https://other.example/account/')).toBe('')
    })
    await fc.assert(run, { numRuns: 50 })
  })

  it('of another site are not taken, and no error', async () => {
    const store = createCookieStore()
    await store.keep('a=1; Domain=bank.example', 'https://shop.example/')
    await store.keep('a=1; Domain=co.uk', 'https://shop.co.uk/')
    await store.keep('', 'https://shop.example/')
    expect((await store.serialize())['cookies']).toEqual([])
  })

  it('can be cleared, and put back from text', async () => {
    const store = createCookieStore()
    await store.keep('a=1', 'http://127.0.0.1:80/')
    const kept = JSON.stringify(await store.serialize())
    await store.clear()
    expect(await store.header('http://127.0.0.1:80/')).toBe('')
    await store.restore(kept)
    expect(await store.header('http://127.0.0.1:80/')).toBe('a=1')
  })
})
