import { base64Patterns, hasBrokenLines } from './base64.js'
import { backslashPattern, characterPattern, hexPattern } from './character.js'

/** What stands where a secret stood. */
export const MASK = '***'

/** Shorter secrets are left alone: masked by value they would hide half of each log and tell what they are. */
const SHORTEST_SECRET = 4

/** Replaces each secret in a text. */
export type Masker = (text: string) => string

/**
 * A function that replaces secrets by value in each form in which they travel: as they are, URL- and form-encoded, in
 * JSON, as HTML entities, in base64 and base64url at any offset and broken over lines, in hexadecimal. Secrets under four characters are
 * not masked.
 *
 * @example createMasker(['s3cr et'])('?q=s3cr%20et') // '?q=***'
 */
export function createMasker(secrets: readonly string[]): Masker {
  // The longest first: a secret that begins with another one is replaced whole.
  const kept = [...new Set(secrets)]
    .filter(secret => secret.length >= SHORTEST_SECRET)
    .sort((a, b) => b.length - a.length)
  if (kept.length === 0) return text => text
  const pattern = new RegExp(kept.flatMap(secretPatterns).join('|'), 'g')
  let broken: RegExp | undefined
  return text => {
    const masked = text.replace(pattern, MASK)
    if (!hasBrokenLines(masked)) return masked
    broken ??= new RegExp(kept.flatMap(secret => base64Patterns(Buffer.from(secret), true)).join('|'), 'g')
    return masked.replace(broken, MASK)
  }
}

function secretPatterns(secret: string): string[] {
  const bytes = Buffer.from(secret)
  return [textPattern(secret), ...base64Patterns(bytes), hexPattern(bytes)]
}

function textPattern(secret: string): string {
  const pieces = secret.match(/\\+|[^\\]/gu) ?? []
  return pieces
    .map(piece => (piece[0] === '\\' ? backslashPattern(piece.length) : characterPattern(piece)))
    .join('')
}
