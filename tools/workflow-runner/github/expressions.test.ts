import { describe, expect, test } from '@jest/globals'
import { fillIn, holds } from './expressions.mjs'

const contexts = { github: { ref: 'refs/tags/1.0.0', event_name: 'push', count: 3 }, vars: {}, needs: {} }

describe('conditions', () => {
  test.each([
    ["github.event_name == 'push'", true],
    ["github.event_name == 'PUSH'", true],
    ["startsWith(github.ref, 'refs/tags/') && vars.EDITOR != ''", false],
    ["${{ contains(github.ref, '1.0') }}", true],
    ['github.count > 2', true],
    ["!(github.ref == 'it''s')", true],
    [undefined, true],
    ["''", false]
  ])('%s is %s', (condition, expected) => {
    expect(holds(condition, contexts)).toBe(expected)
  })

  test('after a failure only what asks for it runs', () => {
    expect(holds("github.event_name == 'push'", contexts, 'failure')).toBe(false)
    expect(holds('always()', contexts, 'failure')).toBe(true)
    expect(holds('failure()', contexts, 'failure')).toBe(true)
    expect(holds("github.ref != 'always()'", contexts, 'failure')).toBe(false)
  })

  test('what does not parse is refused', () => {
    expect(() => holds('github.ref ==', contexts)).toThrow()
    expect(() => holds('unknown.ref', contexts)).toThrow(/unknown/)
  })
})

test('values are put into a text, among others with braces and quotes in them', () => {
  expect(fillIn("a-${{ github.count }}-${{ format('{0}}}', github.ref) }}", contexts)).toBe(
    'a-3-refs/tags/1.0.0}'
  )
  expect(fillIn("${{ false && 'a' || 'b' }}", contexts)).toBe('b')
})
