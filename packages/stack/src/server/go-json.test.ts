import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { decodeJson, decodeObject, GoJsonError } from './go-json.js'

const reason = (text: string): string => {
  try {
    decodeJson(text)
  } catch (error) {
    if (error instanceof GoJsonError) return error.message
    throw error
  }
  return '(none)'
}

describe('decodeJson', () => {
  it.each([
    ['', 'EOF'],
    [' \n', 'EOF'],
    ['{ "label": ', 'unexpected EOF'],
    ['[1, 2', 'unexpected EOF'],
    ['"abc', 'unexpected EOF'],
    ['tru', 'unexpected EOF'],
    ['{"a":1,}', "invalid character '}' looking for beginning of object key string"],
    ['{a:1}', "invalid character 'a' looking for beginning of object key string"],
    ['{"a" 1}', "invalid character '1' after object key"],
    ['{"a":1 "b"}', "invalid character '\"' after object key:value pair"],
    ['[1 2]', "invalid character '2' after array element"],
    ['[1,]', "invalid character ']' looking for beginning of value"],
    ['nonsense', "invalid character 'o' in literal null (expecting 'u')"],
    ['<html>', "invalid character '<' looking for beginning of value"],
    ['-x', "invalid character 'x' in numeric literal"],
    ['1.x', "invalid character 'x' after decimal point in numeric literal"],
    ['1ex', "invalid character 'x' in exponent of numeric literal"],
    ['"\\q"', "invalid character 'q' in string escape code"],
    ['"\\u00g0"', "invalid character 'g' in \\u hexadecimal character escape"],
    ['"a\nb"', "invalid character '\\n' in string literal"],
    ['['.repeat(20_000), 'exceeded max depth']
  ])('says of %j what Go says', (text, expected) => {
    expect(reason(text)).toBe(expected)
  })

  it('ignores what follows the first value, as a decoder of Go does', () => {
    expect(decodeJson('{"a":1} and more')).toEqual({ a: 1 })
    expect(decodeJson('[1,[2]]]')).toEqual([1, [2]])
  })

  it('reads back every value that was written', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => expect(decodeJson(JSON.stringify(value))).toEqual(parse(value)))
    )
  })

  it('throws nothing but its own errors, whatever it is given', () => {
    fc.assert(fc.property(fc.string(), text => typeof reason(text) === 'string'))
  })

  it('finds every value that is cut off', () => {
    const nested = fc.array(fc.jsonValue(), { minLength: 1 })
    fc.assert(
      fc.property(nested, fc.nat(), (value, at) => {
        const text = JSON.stringify(value)
        const cut = text.slice(0, 1 + (at % (text.length - 1)))
        expect(reason(cut)).toBe('unexpected EOF')
      })
    )
  })
})

/** JSON has one zero. */
const parse = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

describe('decodeObject', () => {
  it.each([
    ['[1,2]', 'array'],
    ['"a"', 'string'],
    ['1', 'number'],
    ['true', 'bool'],
    ['null', 'null']
  ])('refuses %s by its kind', (text, kind) => {
    expect(() => decodeObject(text)).toThrow(
      `json: cannot unmarshal ${kind} into Go value of type map[string]interface {}`
    )
  })
})
