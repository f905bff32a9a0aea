import { describe, expect, it } from '@jest/globals'
import { acceptedType } from './accepted-type.js'

describe('the type of an answer', () => {
  it.each([
    ['', 'text/html'],
    ['*/*', 'application/vnd.api+json'],
    ['application/json', 'application/json'],
    ['text/html,application/xhtml+xml,*/*;q=0.8', 'text/html'],
    ['application/json;q=0.5, text/plain', 'text/plain'],
    ['text/*', 'text/html'],
    ['image/png', 'text/html'],
    ['application/json;q=0', 'text/html'],
    ['application/json;version=2, text/plain', 'text/html']
  ])('for "%s" is %s', (header, type) => {
    expect(acceptedType(header, 'text/html')).toBe(type)
  })
})
