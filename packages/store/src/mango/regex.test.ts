import { describe, expect, it } from '@jest/globals'
import { compileRegex } from './regex.js'

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
    ['^\\p{Lu}\\p{L}+$', 'Été', true],
    ['^\\P{L}$', 'é', false],
    ['^\\x{e9}[\\x{41}-\\x{43}]$', 'éB', true],
    ['^\\Qa.b(\\E\\d$', 'a.b(1', true],
    ['^\\Qa.b', 'a.b', true],
    ['^a\\Nb$', 'a\nb', false],
    ['^\\a\\e$', '\x07\x1b', true],
    ['^[[:^digit:]]+$', 'a1', false],
    ['^\\\\Q$', '\\Q', true]
  ])('%j matches %j: %j', (pattern, text, matches) => {
    expect(compileRegex(pattern).test(text)).toBe(matches)
  })

  it.each(['(', '[a', '(?x) a b', '*a', '\\u0041', '\\Kb', '\\G', '[[:^alpha:]]'])(
    'is refused where it cannot be read: %j',
    pattern => {
      expect(() => compileRegex(pattern)).toThrow()
    }
  )
})
