import { decode } from './decode.js'

const tables = new Map<string, ReadonlyMap<string, number>>()

/** Which byte stands for a character, read off the decoder: Node decodes every charset but encodes only UTF-8. */
const tableOf = (charset: string): ReadonlyMap<string, number> => {
  const known = tables.get(charset)
  if (known) return known
  const table = new Map<string, number>()
  for (let byte = 255; byte >= 0; byte--) table.set(decode(Uint8Array.of(byte), charset), byte)
  tables.set(charset, table)
  return table
}

const WIDE = /^(?:utf-|gb|big5|euc-|iso-2022|shift_jis|replacement|x-user)/

/**
 * A text in a charset. What it lacks becomes a numeric reference such as `&#8364;`, as browsers send it in a form.
 *
 * @throws RangeError for a name that nobody knows, and for a charset of several bytes that is not UTF-8
 */
export const encodeText = (text: string, charset = 'utf-8'): Uint8Array => {
  const { encoding } = new TextDecoder(charset)
  if (encoding === 'utf-8') return new TextEncoder().encode(text)
  if (WIDE.test(encoding)) throw new RangeError(`forms cannot be sent as ${charset}`)
  const table = tableOf(encoding)
  const bytes: number[] = []
  for (const character of text) {
    const byte = table.get(character)
    if (byte !== undefined) bytes.push(byte)
    else bytes.push(...new TextEncoder().encode(`&#${String(character.codePointAt(0))};`))
  }
  return Uint8Array.from(bytes)
}

const KEPT = /[A-Za-z0-9*._-]/

const encodePart = (text: string, charset: string): string =>
  [...encodeText(text, charset)]
    .map(byte => {
      const letter = String.fromCharCode(byte)
      if (byte === 0x20) return '+'
      return KEPT.test(letter) ? letter : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
    })
    .join('')

/** Pairs as `application/x-www-form-urlencoded` in a charset. */
export const encodeForm = (pairs: readonly (readonly [string, string])[], charset = 'utf-8'): string =>
  pairs.map(([name, value]) => `${encodePart(name, charset)}=${encodePart(value, charset)}`).join('&')
