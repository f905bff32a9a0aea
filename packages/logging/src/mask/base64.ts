const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Mails and certificates break base64 over lines; in JSON and in forms a line ends with an escape. */
const LINE_BREAK = '(?:[\\r\\n]|\\\\{1,4}[rn]|%0[aAdD])'

/** Lines of 64 or 76 letters are usual. A pattern that allows breaks costs ten times one that does not. */
const BROKEN_LINES = new RegExp(`${LINE_BREAK}(?<=[\\w+/-]{32}${LINE_BREAK})`)

/** Whether a text may hold base64 that is broken over lines. */
export const hasBrokenLines = (text: string): boolean => BROKEN_LINES.test(text)

/**
 * Patterns for bytes that stand anywhere inside base64 or base64url: what precedes them shifts their bits by 0, 2 or 4,
 * so there are three. A letter that shares its bits with what stands beside is matched by the bits that are known.
 */
export function base64Patterns(bytes: Uint8Array, broken = false): string[] {
  return [0, 1, 2].map(before => {
    const first = before * 8
    const last = first + bytes.length * 8
    const letters: string[] = []
    for (let at = Math.floor(first / 6) * 6; at < last; at += 6)
      letters.push(letterPattern(bytes, first, last, at))
    return letters.join(broken ? `${LINE_BREAK}*` : '')
  })
}

function letterPattern(bytes: Uint8Array, first: number, last: number, at: number): string {
  let known = 0
  let value = 0
  for (let bit = at; bit < at + 6; bit++) {
    known <<= 1
    value <<= 1
    if (bit < first || bit >= last) continue
    known |= 1
    value |= (bytes[(bit - first) >> 3]! >> (7 - ((bit - first) & 7))) & 1
  }
  return knownBitsPattern(known, value)
}

/** A secret of some length asks for the same few again and again, and each job has new secrets. */
const found = new Map<number, string>()

function knownBitsPattern(known: number, value: number): string {
  const key = (known << 6) | value
  const pattern =
    found.get(key) ?? lettersPattern([...ALPHABET].filter((_, index) => (index & known) === value))
  found.set(key, pattern)
  return pattern
}

/** Of the two alphabets, and inside a URL. */
function lettersPattern(letters: string[]): string {
  const plain = letters.filter(letter => letter !== '+' && letter !== '/')
  const classes = [...plain]
  const escapes: string[] = []
  if (letters.includes('+')) {
    classes.push('+', '\\-')
    escapes.push('%2[bB]')
  }
  if (letters.includes('/')) {
    classes.push('\\/', '_')
    escapes.push('%2[fF]', '\\\\\\/')
  }
  if (classes.length === 1) return classes[0]!
  return escapes.length === 0 ? `[${classes.join('')}]` : `(?:[${classes.join('')}]|${escapes.join('|')})`
}
