import { describe, expect, it } from '@jest/globals'
import { parseQuery } from './query.js'

describe('a query', () => {
  it.each([
    ['a=1&b=2&a=3', { a: '1', b: '2' }],
    ['a=x+y%20z&b', { a: 'x y z', b: '' }],
    ['a=%zz&b=2', { b: '2' }],
    ['%zz=1&b=100%', {}],
    ['a=1;b=2&c=3', { c: '3' }],
    ['a=%3B', { a: ';' }],
    ['', {}]
  ])('is read as Go reads it: %s', (text, query) => {
    expect({ ...parseQuery(text) }).toEqual(query)
  })
})
