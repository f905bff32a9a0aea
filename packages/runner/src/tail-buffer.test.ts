import { describe, expect, it } from '@jest/globals'
import { keepTail } from './tail-buffer.js'

describe('a tail', () => {
  it('is everything while it is short', () => {
    const tail = keepTail(8)
    tail.push(Buffer.from('abc'))
    tail.push(Buffer.from('def'))
    expect(tail.tail()).toEqual({ text: 'abcdef', cut: false })
  })

  it('is the last bytes of what was pushed, in pieces or at once', () => {
    const pieces = keepTail(4)
    for (const letter of 'abcdefghijklm') pieces.push(Buffer.from(letter))
    const whole = keepTail(4)
    whole.push(Buffer.from('abcdefghijklm'))
    expect([pieces.tail(), whole.tail()]).toEqual([
      { text: 'jklm', cut: true },
      { text: 'jklm', cut: true }
    ])
  })
})
