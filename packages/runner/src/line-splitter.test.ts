import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { LONGEST_LINE, splitLines } from './line-splitter.js'

const split = (chunks: Buffer[]): { lines: string[]; tooLong: number } => {
  const lines: string[] = []
  let tooLong = 0
  const splitter = splitLines(
    line => lines.push(line),
    () => tooLong++
  )
  for (const chunk of chunks) splitter.push(chunk)
  splitter.end()
  return { lines, tooLong }
}

const cutAt = (bytes: Buffer, places: number[]): Buffer[] => {
  const ends = [...new Set([0, ...places.map(place => place % (bytes.length + 1)), bytes.length])].sort(
    (a, b) => a - b
  )
  return ends.slice(1).map((end, i) => bytes.subarray(ends[i], end))
}

describe('the lines of an output', () => {
  it('are the same wherever the chunks are cut, inside a character too', () => {
    const line = fc.string({ unit: 'binary', maxLength: 40 }).filter(text => !/[\r\n]/.test(text))
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 8 }),
        fc.array(fc.nat(), { maxLength: 12 }),
        (lines, cuts) => {
          const bytes = Buffer.from(`${lines.join('\n')}\n`)
          const texts = lines.map(text => Buffer.from(text).toString('utf8'))
          expect(split(cutAt(bytes, cuts)).lines).toEqual(texts)
        }
      )
    )
  })

  it('lose a carriage return at their end', () => {
    expect(split([Buffer.from('a\r\nb\r\n')]).lines).toEqual(['a', 'b'])
  })

  it('include the last one without its end, and nothing after a final end', () => {
    expect(split([Buffer.from('a\nb')]).lines).toEqual(['a', 'b'])
    expect(split([Buffer.from('a\n')]).lines).toEqual(['a'])
  })

  it('may be one byte short of 64 KiB', () => {
    const longest = 'x'.repeat(LONGEST_LINE - 1)
    expect(split([Buffer.from(`${longest}\nb\n`)])).toEqual({ lines: [longest, 'b'], tooLong: 0 })
  })

  it('end with the first that is longer, which is told once', () => {
    const long = Buffer.alloc(LONGEST_LINE, 'x')
    const chunks = [Buffer.from('a\n'), long, Buffer.from('\nb\n'), long, Buffer.from('\nc\n')]
    expect(split(chunks)).toEqual({ lines: ['a'], tooLong: 1 })
  })
})
