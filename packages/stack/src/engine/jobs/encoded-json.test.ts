import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { decodeJson, encodeJson, sortedJson } from './encoded-json.js'

describe('JSON in base64', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), value => {
        expect(JSON.stringify(decodeJson(encodeJson(value)))).toBe(JSON.stringify(value))
      })
    )
  })

  it.each([null, undefined, '', 'not base64 of JSON'])('is nothing for %j', text => {
    expect(decodeJson(text)).toBeUndefined()
  })
})

describe('sorted JSON', () => {
  it('has its keys in order at every depth, and its lists as they were', () => {
    expect(sortedJson({ label: 'x', _rev: '1', _id: 'a', list: [{ b: 1, a: 2 }, 1] })).toBe(
      '{"_id":"a","_rev":"1","label":"x","list":[{"a":2,"b":1},1]}'
    )
  })
})
