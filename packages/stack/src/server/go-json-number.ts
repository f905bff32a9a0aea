/** Without an exponent of three digits, or some three hundred digits, no number is too large. */
const SUSPECT = /[eE]\+?\d{3}|\d{309}/

const NUMBER = /-?\d[\d.eE+-]*/y

/**
 * The first number of a JSON text that no float64 can hold, as it is written: JavaScript reads it as infinity and
 * writes `null` in its place, Go refuses it.
 */
export const numberTooLarge = (text: string): string | undefined => {
  if (!SUSPECT.test(text)) return undefined
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (char === '"') at = endOfString(text, at)
    else if (char === '-' || (char !== undefined && char >= '0' && char <= '9')) {
      NUMBER.lastIndex = at
      const number = NUMBER.exec(text)?.[0]
      if (number === undefined) continue
      if (!Number.isFinite(Number(number))) return number
      at += number.length - 1
    }
  }
  return undefined
}

/** Where the quote stands that ends the text which begins at `start`. */
const endOfString = (text: string, start: number): number => {
  let at = start + 1
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at
}
