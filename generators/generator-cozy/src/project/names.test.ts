import { describe, expect, it } from '@jest/globals'
import { camelCase, slugProblem, titleOf, toSlug } from './names.js'

describe('a name', () => {
  it.each(['tidy-photos', 'a', 'a1-2'])('%s is a slug', name => expect(slugProblem(name)).toBeUndefined())

  it.each([
    ['Tidy Photos', 'Did you mean tidy-photos?'],
    ['tidyPhotos', 'Did you mean tidy-photos?'],
    ['café', 'Did you mean cafe?'],
    ['été_2026', 'Did you mean ete-2026?'],
    ['2026', 'Take one like tidy-photos.'],
    ['../up', 'Did you mean up?'],
    ['', 'Give one of small letters'],
    ['node_modules', 'kept for something else'],
    ['a'.repeat(61), 'Use at most 60']
  ])('%j is none: %s', (name, advice) => expect(slugProblem(name)).toContain(advice))

  it('becomes a slug, a title, a name in code', () => {
    expect([toSlug('  My Jobs! '), titleOf('tidy-photos'), camelCase('tidy-photos')]).toEqual([
      'my-jobs',
      'Tidy photos',
      'tidyPhotos'
    ])
  })
})
