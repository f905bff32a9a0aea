import { describe, expect, it } from '@jest/globals'
import { compileRegex, toBytes } from './regex.js'

const tries = (pattern: string, text: string): boolean => compileRegex(pattern).test(toBytes(text))

describe('a regular expression of CouchDB', () => {
  it.each<[string, string, boolean]>([
    ['a$', 'a\n', true],
    ['a$', 'a\nb', false],
    ['(?m)a$', 'a\nb', true],
    ['\\Aab', 'ab', true],
    ['(?m)\\Ab', 'a\nb', false],
    ['a\\z', 'a\n', false],
    ['a\\Z', 'a\n', true],
    ['a\\hb', 'a\tb', true],
    ['a\\Rb', 'a\r\nb', true],
    ['(?i)straße', 'STRAßE', true],
    ['(?is)a.b', 'A\nB', true],
    ['(?P<x>a+)(?P=x)$', 'aaaa', true],
    ['^(?<year>\\d{4})', '2026', true],
    ['[[:digit:][:upper:]]', 'x7', true],
    ['^[^[:space:]]+$', 'a b', false],
    ['[]a]', ']', true],
    ['[\\]$]', '$', true],
    ['a\\$', 'a$', true],
    ['\\\\$', '\\', true],
    ['^\\p{Lu}\\p{L}+$', 'Ete', true],
    ['^\\P{L}$', 'e', false],
    ['^\\x{c3}\\x{a9}[\\x{41}-\\x{43}]$', 'éB', true],
    ['^\\Qa.b(\\E\\d$', 'a.b(1', true],
    ['^\\Qa.b', 'a.b', true],
    ['^a\\Nb$', 'a\nb', false],
    ['^\\a\\e$', '\x07\x1b', true],
    ['^[[:^digit:]]+$', 'a1', false],
    ['^\\\\Q$', '\\Q', true],
    ['^[[:^alpha:]]$', '1', true],
    ['a.b', 'a\rb', true],
    ['a.b', 'a\nb', false],
    ['(?m)^b', 'a\rb', false],
    ['^\\v\\v$', '\n\f', true],
    ['^[\\W]$', '_', false]
  ])('%j matches %j: %j', (pattern, text, matches) => {
    expect(tries(pattern, text)).toBe(matches)
  })

  // All as Erlang's `re` answers them, which CouchDB gives the bytes of UTF-8 without telling it so.
  it.each<[string, string, boolean]>([
    ['^.clair', 'éclair', false],
    ['^..clair', 'éclair', true],
    ['éc', 'éclair', true],
    ['(?i)é', 'É', false],
    ['^[éè]$', 'é', false],
    ['^[éè]{2}$', 'é', true],
    ['^\\x{e9}', 'é', false],
    ['^\\w', 'é', true],
    ['^\\w+$', 'ét', false],
    ['\\bt', 'ét', true],
    ['^\\s$', '\u00a0', false],
    ['^\\p{Lu}\\p{L}+$', 'Été', false],
    ['^[[:upper:]]', 'é', true],
    ['^[[:alpha:]]', '€', true]
  ])('looks at bytes: %j matches %j: %j', (pattern, text, matches) => {
    expect(tries(pattern, text)).toBe(matches)
  })

  it.each(['(', '[a', '(?x) a b', '*a', '\\u0041', '\\Kb', '\\G', '[[:letter:]]', '\\x{20ac}', '[a-\\d]'])(
    'is refused where it cannot be read: %j',
    pattern => {
      expect(() => compileRegex(pattern)).toThrow()
    }
  )
})
