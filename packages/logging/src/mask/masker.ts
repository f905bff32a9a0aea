import { base64Patterns, hasBrokenLines } from './base64.js'
import { backslashPattern, characterPattern, hasEscapedLetters, hexPattern } from './character.js'
import { hasListedBytes, listedPatterns } from './listed-bytes.js'

/** What stands where a secret stood. */
export const MASK = '***'

/** Shorter secrets are left alone: masked by value they would hide half of each log and tell what they are. */
const SHORTEST_SECRET = 4

/** Replaces each secret in a text. */
export type Masker = (text: string) => string

/**
 * A function that replaces secrets by value in each form in which they travel: as they are, URL- and form-encoded, in
 * JSON and scripts, as HTML entities, in CSV, in base64 and base64url at any offset and broken over lines, in
 * hexadecimal, as lists of bytes. Secrets under four characters are not masked.
 *
 * @example createMasker(['s3cr et'])('?q=s3cr%20et') // '?q=***'
 */
export function createMasker(secrets: readonly string[]): Masker {
  // The longest first: a secret that begins with another one is replaced whole.
  const kept = [...new Set(secrets)]
    .filter(secret => secret.length >= SHORTEST_SECRET)
    .sort((a, b) => b.length - a.length)
  if (kept.length === 0) return text => text
  const forms = FORMS.map(form => ({ ...form, pattern: undefined as RegExp | undefined }))
  return text => {
    let masked = text
    for (const form of forms) {
      if (!form.mayHold(masked)) continue
      form.pattern ??= new RegExp(kept.flatMap(form.patterns).join('|'), 'g')
      masked = masked.replace(form.pattern, MASK)
    }
    return masked
  }
}

/**
 * The first goes before all others, for which the last digit of an escape is a letter. But for the usual ones, patterns
 * cost much: they are made and looked for only where a text looks like it.
 */
const FORMS: readonly { mayHold: (text: string) => boolean; patterns: (secret: string) => string[] }[] = [
  { mayHold: hasEscapedLetters, patterns: secret => [textPattern(secret, true)] },
  { mayHold: () => true, patterns: usualPatterns },
  { mayHold: hasBrokenLines, patterns: secret => base64Patterns(Buffer.from(secret), true) },
  { mayHold: hasListedBytes, patterns: secret => listedPatterns(Buffer.from(secret)) }
]

function usualPatterns(secret: string): string[] {
  const bytes = Buffer.from(secret)
  return [textPattern(secret), ...base64Patterns(bytes), hexPattern(bytes)]
}

function textPattern(secret: string, escaped = false): string {
  const pieces = secret.match(/\\+|[^\\]/gu) ?? []
  return pieces
    .map(piece => (piece[0] === '\\' ? backslashPattern(piece.length) : characterPattern(piece, escaped)))
    .join('')
}
