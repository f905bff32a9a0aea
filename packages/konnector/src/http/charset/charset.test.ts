import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { decode } from './decode.js'
import { decodeText, detectCharset } from './detect-charset.js'
import { encodeForm, encodeText } from './encode-text.js'

const ascii = (text: string): Uint8Array => Buffer.from(text, 'latin1')

describe('the charset of a document', () => {
  it.each([
    ['utf-8', [0xef, 0xbb, 0xbf, 0x61], 'text/html; charset=iso-8859-1'],
    ['utf-16le', [0xff, 0xfe, 0x61, 0], ''],
    ['iso-8859-15', [0xe9], 'text/html; Charset="iso-8859-15"'],
    ['windows-1252', [0xe9], 'text/html'],
    ['utf-8', [0xc3, 0xa9], ''],
    ['windows-1252', [0xe9], 'text/html; charset=nonsense']
  ])('is %s', (charset, bytes, type) => {
    expect(detectCharset(Uint8Array.from(bytes), type)).toBe(charset)
  })

  it.each([
    ['<?xml version="1.0" encoding="ISO-8859-15"?><a/>', 'ISO-8859-15'],
    ["<html><meta charset='windows-1251'>", 'windows-1251'],
    ['<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1" />', 'iso-8859-1'],
    ['<meta charset="utf-16">', 'utf-8'],
    [`${' '.repeat(2000)}<meta charset="iso-8859-15">`, 'utf-8']
  ])('is said in %s', (head, charset) => {
    expect(detectCharset(ascii(head), 'text/html')).toBe(charset)
  })

  it('is not looked for in what is no markup', () => {
    expect(detectCharset(ascii('["<meta charset=windows-1251>"]'), 'application/json')).toBe('utf-8')
  })

  it('has the euro and the quotes that windows-1252 and latin1 have on the web', () => {
    expect(decodeText(ascii('12 \x80 \x93x\x94 \x81'), 'text/html; charset=iso-8859-1')).toBe('12 € “x” \x81')
  })
})

describe('a text', () => {
  it.each(['windows-1252', 'iso-8859-1', 'iso-8859-15', 'windows-1251', 'koi8-r'])(
    'goes through %s and comes back',
    charset => {
      fc.assert(
        fc.property(fc.uint8Array(), bytes => {
          const text = decode(bytes, charset)
          // Where two bytes stand for one character, or a byte for none, the text decides.
          fc.pre(!text.includes('\ufffd'))
          expect(decode(encodeText(text, charset), charset)).toBe(text)
        })
      )
    }
  )

  it('becomes a form as URLSearchParams writes it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.string({ unit: 'grapheme' }))), pairs => {
        expect(encodeForm(pairs)).toBe(new URLSearchParams(pairs).toString())
      })
    )
  })

  it('has references for what the charset lacks, and no charset of several bytes', () => {
    expect(encodeForm([['a', 'é☃']], 'iso-8859-1')).toBe('a=%E9%26%239731%3B')
    expect(() => encodeText('a', 'shift_jis')).toThrow(RangeError)
  })
})
