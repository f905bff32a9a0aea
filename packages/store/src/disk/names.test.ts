import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { fromFolderName, toFolderName } from './names.js'

describe('the name of a folder', () => {
  it('keeps what is plain and writes the rest as bytes', () => {
    const names = [
      'io.cozy.bank.operations',
      'cozy.localhost:8080',
      'io.cozy.Upper',
      '../etc',
      '.',
      'é',
      'a/b'
    ]
    expect(names.map(toFolderName)).toEqual([
      'io.cozy.bank.operations',
      'cozy.localhost%3a8080',
      'io.cozy.%55pper',
      '%2e.%2fetc',
      '%2e',
      '%c3%a9',
      'a%2fb'
    ])
  })

  it('can be read back, and leads out of no folder, whatever the name', () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 15 })
      .filter(text => !/\p{Surrogate}/u.test(text))
    fc.assert(
      fc.property(name, text => {
        const folder = toFolderName(text)
        expect(fromFolderName(folder)).toBe(text)
        expect(folder).toMatch(/^(?!\.)[a-z0-9_.%-]+$/)
      })
    )
  })
})
