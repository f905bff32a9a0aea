import { describe, expect, it } from '@jest/globals'
import { setInJson } from './edit-json.js'

const TEXT = `{
    "name": "Banks",
    "services": {
        "old": { "file": "old.js", "verbs": ["GET"] }
    }
}
`

describe('a member of a JSON text', () => {
  it('is put in after the last, in the indentation that is there', () => {
    expect(setInJson(TEXT, ['services', 'new'], { file: 'new.js' })).toBe(
      TEXT.replace('["GET"] }\n', '["GET"] },\n        "new": {\n            "file": "new.js"\n        }\n')
    )
  })

  it('is replaced where it stands', () => {
    expect(setInJson(TEXT, ['services', 'old', 'verbs'], ['GET', 'PUT'])).toBe(
      TEXT.replace('["GET"]', '["GET", "PUT"]')
    )
  })

  it('is indented and ended as the lines that are there', () => {
    const text = '{\r\n\t"a": {\r\n\t\t"b": 1\r\n\t}\r\n}\r\n'
    expect(setInJson(text, ['a', 'c'], { d: 2 })).toBe(
      '{\r\n\t"a": {\r\n\t\t"b": 1,\r\n\t\t"c": {\r\n\t\t\t"d": 2\r\n\t\t}\r\n\t}\r\n}\r\n'
    )
  })

  it('is made with what is above it', () => {
    expect(setInJson('{}', ['a', 'b'], 1)).toBe('{\n  "a": {\n    "b": 1\n  }\n}')
    expect(setInJson('{ "a": {} }', ['a', 'b'], [1])).toBe('{ "a": {\n  "b": [1]\n} }')
  })
})
