/** Bytes of a content, first and last, both included. `end` is before `start` where it is none: `bytes=-0`. */
export interface Range {
  start: number
  end: number
}

/** As Go reads one: `invalid range` is no range, the other is past the end. */
export class RangeError416 extends Error {
  override name = 'RangeError416'
  /** Whether the answer says how long the content is. */
  readonly isPastEnd: boolean

  constructor(isPastEnd: boolean) {
    super(isPastEnd ? 'invalid range: failed to overlap' : 'invalid range')
    this.isPastEnd = isPastEnd
  }
}

const wholeNumber = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new RangeError416(false)
  return Number(text)
}

/** One range; undefined where it lies past the end. */
const rangeOf = (text: string, size: number): Range | undefined => {
  const dash = text.indexOf('-')
  if (dash < 0) throw new RangeError416(false)
  const [from, to] = [text.slice(0, dash).trim(), text.slice(dash + 1).trim()]
  if (from === '') return { start: size - Math.min(wholeNumber(to), size), end: size - 1 }
  const start = wholeNumber(from)
  if (start >= size) return undefined
  if (to === '') return { start, end: size - 1 }
  const end = wholeNumber(to)
  if (end < start) throw new RangeError416(false)
  return { start, end: Math.min(end, size - 1) }
}

export const lengthOf = ({ start, end }: Range): number => end - start + 1

/**
 * The ranges that a header asks for, as Go's `http.ServeContent` reads it; none means the whole content, also where
 * they are together more than that. Throws `RangeError416`.
 */
export const parseRanges = (header: string, size: number): Range[] => {
  if (header === '') return []
  if (!header.startsWith('bytes=')) throw new RangeError416(false)
  const asked = header
    .slice('bytes='.length)
    .split(',')
    .map(part => part.trim())
    .filter(Boolean)
    .map(part => rangeOf(part, size))
  const ranges = asked.filter(range => range !== undefined)
  if (ranges.length === 0 && asked.length > 0) {
    if (size === 0) return []
    throw new RangeError416(true)
  }
  return ranges.reduce((sum, range) => sum + lengthOf(range), 0) > size ? [] : ranges
}
