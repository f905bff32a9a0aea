import { describe, expect, it } from '@jest/globals'
import { printPretty, printTerm } from './erlang-term.js'

describe('a value in a message of CouchDB', () => {
  it.each([
    ['Food', '<<70,111,111,100>>', '<<"Food">>'],
    ['', '<<>>', '<<>>'],
    ['a"b', '<<97,34,98>>', '<<"a\\"b">>'],
    ['€', '<<226,130,172>>', '<<226,130,172>>'],
    [{ a: [1, true, null] }, '{[{<<97>>,[1,true,null]}]}', '{[{<<"a">>,[1,true,null]}]}'],
    [{}, '{[]}', '{[]}'],
    [-2.5, '-2.5', '-2.5'],
    [1e20, '100000000000000000000', '100000000000000000000'],
    [1e21, '1.0e21', '1.0e21'],
    [1.25e-7, '1.25e-7', '1.25e-7'],
    [-0.0001, '-1.0e-4', '-1.0e-4'],
    [0.001, '0.001', '0.001']
  ])('%j is %s, and %s where it is to be readable', (value, term, pretty) => {
    expect([printTerm(value), printPretty(value)]).toEqual([term, pretty])
  })
})
