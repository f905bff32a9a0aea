const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/**
 * Patterns for bytes that stand anywhere inside base64 or base64url: what precedes them shifts their bits by 0, 2 or 4,
 * so there are three. A letter that shares its bits with what stands beside is matched by the bits that are known.
 */
export function base64Patterns(bytes: Uint8Array): string[] {
  return [0, 1, 2].map(before => {
    const first = before * 8
    const last = first + bytes.length * 8
    const letters: string[] = []
    for (let at = Math.floor(first / 6) * 6; at < last; at += 6)
      letters.push(letterPattern(bytes, first, last, at))
    return letters.join('')
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
