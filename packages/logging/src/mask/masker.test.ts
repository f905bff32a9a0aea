import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { createMasker, MASK } from './masker.js'

/** How a secret leaves a program: each is a whole text in which it may stand anywhere. */
const ENCODINGS: Record<string, (text: string) => string> = {
  'as it is': text => text,
  encodeURIComponent: encodeURIComponent,
  'encodeURIComponent, small letters': text =>
    encodeURIComponent(text).replace(/%../g, code => code.toLowerCase()),
  'encodeURIComponent twice': text => encodeURIComponent(encodeURIComponent(text)),
  encodeURI: encodeURI,
  'a form': text => new URLSearchParams([['', text]]).toString().slice(1),
  JSON: text => JSON.stringify(text).slice(1, -1),
  'JSON in JSON': text => JSON.stringify(JSON.stringify(text)).slice(3, -3),
  'JSON in ASCII': text =>
    JSON.stringify(text)
      .slice(1, -1)
      .replace(/[^ -~]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  'JSON with slashes escaped': text => JSON.stringify(text).slice(1, -1).replaceAll('/', '\\/'),
  HTML: text =>
    text.replace(
      /[&<>"']/g,
      sign => `&${{ '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' }[sign]};`
    ),
  'HTML in decimals': text => text.replace(/[^A-Za-z0-9]/gu, sign => `&#${sign.codePointAt(0)};`),
  'HTML in hexadecimals': text =>
    text.replace(/[^A-Za-z0-9]/gu, sign => `&#x${sign.codePointAt(0)!.toString(16).toUpperCase()};`),
  'HTML by names': text =>
    text.replace(/[&"äé]/g, sign => `&${{ '&': 'amp', '"': 'quot', ä: 'auml', é: 'eacute' }[sign]};`),
  'HTML, each letter': text => text.replace(/[^]/gu, sign => `&#x${sign.codePointAt(0)!.toString(16)};`),
  'HTML, each letter in decimals': text => text.replace(/[^]/gu, sign => `&#${sign.codePointAt(0)};`),
  'a URL, each letter': text => Buffer.from(text).toString('hex').replace(/../g, '%$&'),
  'JSON, each letter': text =>
    text.replace(/[^]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  'a script': text =>
    text.replace(/[^\w ]/g, unit => {
      const code = unit.charCodeAt(0).toString(16)
      return code.length > 2 ? `\\u${code.padStart(4, '0')}` : `\\x${code.padStart(2, '0')}`
    }),
  CSV: text => text.replaceAll('"', '""'),
  'a buffer that is printed': text =>
    Buffer.from(text)
      .toString('hex')
      .replace(/..(?=.)/g, '$& '),
  'a buffer in JSON': text => [...Buffer.from(text)].join(','),
  'a typed array that is printed': text => [...Buffer.from(text)].join(',\n   '),
  hexadecimal: text => Buffer.from(text).toString('hex'),
  'hexadecimal, capitals': text => Buffer.from(text).toString('hex').toUpperCase()
}

// A secret made of what the mask is made of could be found in any masked text.
const SECRET = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 4, maxLength: 40 }),
    fc.string({ unit: fc.constantFrom(...'ab1 "\\/&<>+%=\n\'é€😀'), minLength: 4, maxLength: 20 }),
    fc.base64String({ minLength: 8, maxLength: 80 })
  )
  .filter(secret => secret.length >= 4 && !secret.includes('*'))
const AROUND = fc.string({ unit: fc.constantFrom(...'xyz .:,;{}[]?='), maxLength: 12 })

describe('a secret', () => {
  for (const [name, encode] of Object.entries(ENCODINGS)) {
    it(`is masked in this form: ${name}`, () => {
      fc.assert(
        fc.property(SECRET, AROUND, AROUND, (secret, before, after) => {
          expect(createMasker([secret])(`${before}|${encode(secret)}|${after}`)).toBe(
            `${before}|${MASK}|${after}`
          )
        }),
        { numRuns: 200 }
      )
    })
  }

  for (const encoding of ['base64', 'base64url'] as const) {
    it(`is masked in ${encoding} at whatever offset`, () => {
      const bytes = fc.uint8Array({ maxLength: 7 })
      fc.assert(
        fc.property(SECRET, bytes, bytes, (secret, before, after) => {
          const text = Buffer.concat([before, Buffer.from(secret), after]).toString(encoding)
          const masked = createMasker([secret])(text)
          expect(masked).toContain(MASK)
          // What stays holds no bit of the secret: it is what the bytes before and after give by themselves.
          const [left = '', ...right] = masked.split(MASK)
          expect(left.length).toBe(Math.floor((before.length * 8) / 6))
          const used = Math.ceil(((before.length + Buffer.byteLength(secret)) * 8) / 6)
          expect(right.join(MASK)).toBe(text.slice(used))
        }),
        { numRuns: 300 }
      )
    })
  }

  it.each([
    ['of a mail', '\r\n'],
    ['of a certificate', '\n'],
    ['in JSON', '\\n'],
    ['in a form', '%0D%0A']
  ])('is masked in base64 that is broken over the lines %s', (_, end) => {
    const secret = 'correct horse battery staple'
    for (let before = 40; before < 60; before++) {
      const text = `${'x'.repeat(before)}${secret}${'y'.repeat(60)}`
      const lines = Buffer.from(text)
        .toString('base64')
        .match(/.{1,76}/g)!
      const masked = createMasker([secret])(lines.join(end))
      expect(masked).toContain(MASK)
      expect(Buffer.from(masked.replaceAll(end, '').replaceAll(MASK, ''), 'base64').toString()).not.toMatch(
        /[ho]rse/
      )
    }
  })

  it('is masked in base64 that stands in a URL', () => {
    const secret = '>>>???>>>'
    const text = encodeURIComponent(Buffer.from(secret).toString('base64'))
    expect(text).toContain('%2')
    expect(createMasker([secret])(text)).toBe(MASK)
  })

  it('is masked in a basic authorization', () => {
    const header = `Basic ${Buffer.from('me:hunter22').toString('base64')}`
    expect(createMasker(['hunter22'])(header)).toMatch(/^Basic bWU6\*\*\*=*$/)
  })
})

describe('createMasker', () => {
  it('leaves secrets under four characters alone', () => {
    expect(createMasker(['abc', '', '1'])('abc 1')).toBe('abc 1')
    expect(createMasker(['abcd'])('abcd')).toBe(MASK)
  })

  it('masks the longer of two secrets whole', () => {
    expect(createMasker(['pass', 'password'])('password pass')).toBe(`${MASK} ${MASK}`)
  })

  it('masks each time that it is found, whatever was masked before', () => {
    const mask = createMasker(['s3cret', 'other one'])
    expect(mask('s3crets3cret other+one')).toBe(`${MASK}${MASK} ${MASK}`)
    expect(mask('s3cret')).toBe(MASK)
  })

  it('leaves a text without secrets as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(createMasker(['not to be found by chance'])(text)).toBe(text)
        expect(createMasker([])(text)).toBe(text)
      })
    )
  })

  it('does not lose itself in long rows of backslashes or escapes', () => {
    const mask = createMasker(['\\'.repeat(20), '\\\\"\\"x', ' % & % \\ x'])
    for (const piece of ['\\', '%25', '%5c', '&amp;', '\\u005c']) {
      expect(mask(`${piece.repeat(20_000)}!`).endsWith('!')).toBe(true)
    }
  })
})
