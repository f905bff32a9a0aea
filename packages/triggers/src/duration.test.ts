import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { parseDuration } from './duration.js'
import { TriggerError } from './errors.js'

function refusal(text: string): TriggerError {
  try {
    parseDuration(text)
  } catch (error) {
    if (error instanceof TriggerError) return error
    throw error
  }
  throw new Error(`${text} was accepted`)
}

describe('parseDuration', () => {
  it.each([
    ['0', 0],
    ['-0', 0],
    ['30s', 30_000],
    ['1h30m', 5_400_000],
    ['1.5h', 5_400_000],
    ['-10m', -600_000],
    ['+5m', 300_000],
    ['300ms', 300],
    ['1500us', 1.5],
    ['1500\u00b5s', 1.5],
    ['1500\u03bcs', 1.5],
    ['1ns', 0.000001],
    ['.5s', 500],
    ['1.s', 1_000],
    ['1m1m', 120_000],
    ['0.100000000000000000000h', 360_000]
  ])('reads %s', (text, milliseconds) => {
    expect(parseDuration(text) === milliseconds).toBe(true)
  })

  it.each([
    ['', 'time: invalid duration ""'],
    ['long', 'time: invalid duration "long"'],
    ['10', 'time: missing unit in duration "10"'],
    ['3d', 'time: unknown unit "d" in duration "3d"'],
    ['10 parsecs', 'time: unknown unit " parsecs" in duration "10 parsecs"'],
    ['.s', 'time: invalid duration ".s"'],
    ['3 m', 'time: unknown unit " m" in duration "3 m"'],
    ['-', 'time: invalid duration "-"'],
    ['9223372036854775808ns', 'time: invalid duration "9223372036854775808ns"'],
    ['3000000h', 'time: invalid duration "3000000h"'],
    ['1é', 'time: unknown unit "\\xc3\\xa9" in duration "1\\xc3\\xa9"']
  ])('refuses "%s" in the words of Go', (text, stackMessage) => {
    expect(refusal(text).stackMessage).toBe(stackMessage)
  })

  it('says that a debounce has no @', () => {
    expect(refusal('@3m').message).toBe(
      'Failed to read the duration "@3m": a duration has no @ (the real stack ignores such a debounce in silence). Write it without the @: "3m".'
    )
  })

  it('says what a day is', () => {
    const error = refusal('1h3d')
    expect(error.message).toContain('a day is 24h')
    expect(error).toMatchObject({ part: 'd', position: 3 })
  })

  it('takes the longest durations that Go takes', () => {
    expect(parseDuration('9223372036854775807ns')).toBeCloseTo(9223372036854.775)
    expect(parseDuration('-9223372036854775808ns')).toBeCloseTo(-9223372036854.775)
  })

  it('adds up whatever parts there are', () => {
    const part = fc.tuple(
      fc.nat(999),
      fc.constantFrom(['h', 3_600_000], ['m', 60_000], ['s', 1_000], ['ms', 1])
    )
    fc.assert(
      fc.property(fc.array(part, { minLength: 1 }), fc.boolean(), (parts, negative) => {
        const text = parts.map(([count, [unit]]) => `${count}${unit}`).join('')
        const sum = parts.reduce((total, [count, [, scale]]) => total + count * Number(scale), 0)
        expect(parseDuration(negative ? `-${text}` : text) === (negative ? -sum : sum)).toBe(true)
      })
    )
  })
})
