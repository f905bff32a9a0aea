import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { compareCodePoints } from './code-points.js'

describe('the order of ids', () => {
  it('is the order of their UTF-8 bytes', () => {
    const text = fc.string({ unit: 'binary' })
    fc.assert(
      fc.property(text, text, (a, b) => {
        const bytes = Buffer.compare(Buffer.from(a), Buffer.from(b))
        expect(Math.sign(compareCodePoints(a, b))).toBe(bytes)
      })
    )
  })

  it('puts characters outside the basic plane last, where JavaScript does not', () => {
    expect(compareCodePoints('\uffff', '😀')).toBeLessThan(0)
    expect('\uffff' < '😀').toBe(false)
  })
})
