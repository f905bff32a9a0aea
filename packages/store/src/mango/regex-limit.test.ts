import { describe, expect, it } from '@jest/globals'
import { limitRegex } from './regex-limit.js'
import { collectQuantifiers } from './regex-quantifiers.js'

describe('a regular expression that would take years', () => {
  it('does not match, and is refused where it goes on so', () => {
    const matches = limitRegex(/^(a+)+$/)
    expect([matches('aaa'), matches('aab')]).toEqual([true, false])
    const hostile = `${'a'.repeat(40)}b`
    expect(matches(hostile)).toBe(false)
    expect(() => {
      for (let i = 0; i < 100; i++) matches(hostile)
    }).toThrow('bad_arg: Bad argument for operator $regex: it takes too long')
  })

  it('is ended on a long text too', () => {
    expect(limitRegex(/^.*x.*y$/)('x'.repeat(1e6))).toBe(false)
  })

  it.each([
    ['abc', 0, false],
    ['^a.*b$', 1, false],
    ['a+b*c{2,}', 3, false],
    ['[*+]\\*\\+', 0, false],
    ['(a|b)*', 1, true],
    ['(a)\\1', 0, true],
    ['(ab)?', 0, false]
  ])('is told from others by what it repeats: %j', (source, unbounded, ofGroups) => {
    expect(collectQuantifiers(source)).toEqual({ unbounded, ofGroups })
  })
})
