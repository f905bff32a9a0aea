import { badRequest } from '../../server/http-error.js'

/** Go's `%#U`: `U+0058 'X'`. */
const runeOf = (sign: string): string => {
  const code = sign.codePointAt(0) ?? 0
  const digits = code.toString(16).toUpperCase().padStart(4, '0')
  return /\p{Cc}/u.test(sign) ? `U+${digits}` : `U+${digits} '${sign}'`
}

/** Bytes from their hex digits. Throws 400 in the words of Go's decoder. */
export const decodeHex = (text: string): Buffer => {
  const wrong = /[^0-9a-f]/i.exec(Buffer.from(text).toString('latin1'))
  if (wrong) throw badRequest(`encoding/hex: invalid byte: ${runeOf(wrong[0])}`)
  if (text.length % 2 === 1) throw badRequest('encoding/hex: odd length hex string')
  return Buffer.from(text, 'hex')
}
