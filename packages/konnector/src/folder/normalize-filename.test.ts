import { expect, it } from '@jest/globals'
import { normalizeFilename } from './normalize-filename.js'

it.each([
  ['*foo/bar: <baz> \\"qux"\t???', '.txt', 'foo bar baz qux.txt'],
  ['  a\u0000b\r\nc  ', 'pdf', 'a b c.pdf'],
  ['été', undefined, 'été']
])('makes a name of %j', (basename, extension, name) => {
  expect(normalizeFilename(basename, extension)).toBe(name)
})

it('refuses what has no character that a name may have', () => {
  expect(() => normalizeFilename('/:?')).toThrow('"/:?" has no character')
})
