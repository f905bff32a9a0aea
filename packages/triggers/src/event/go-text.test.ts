import { describe, expect, it } from '@jest/globals'
import { goText } from './go-text.js'

describe('a JSON value as Go prints it', () => {
  it.each([
    [null, '<nil>'],
    [undefined, '<nil>'],
    [true, 'true'],
    ['food', 'food'],
    [0, '0'],
    [-0, '-0'],
    [12.5, '12.5'],
    [123456, '123456'],
    [1_000_000, '1e+06'],
    [123456789.5, '1.234567895e+08'],
    [1e21, '1e+21'],
    [0.0001, '0.0001'],
    [0.00001, '1e-05'],
    [1.5e-10, '1.5e-10'],
    [[null, true, 'x'], '[<nil> true x]'],
    [{ b: 1, a: [2] }, 'map[a:[2] b:1]']
  ])('%j is %s', (value, text) => {
    expect(goText(value)).toBe(text)
  })
})
