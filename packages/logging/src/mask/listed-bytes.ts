/** `50 c3 a4`, as a `Buffer` is printed; `80, 195, 164`, as typed arrays and a `Buffer` in JSON are. */
const LIST = /(?:[\da-fA-F]{2}[ :-]){3}[\da-fA-F]{2}|(?:\d{1,3},\s{0,8}){3}\d/

/** Whether a text may hold bytes one by one. */
export const hasListedBytes = (text: string): boolean => LIST.test(text)

/** Patterns for bytes one by one: hexadecimal with a sign between, decimal with commas. */
export function listedPatterns(bytes: Uint8Array): string[] {
  const hex = [...bytes].map(byte =>
    byte
      .toString(16)
      .padStart(2, '0')
      .replace(/[a-f]/g, letter => `[${letter}${letter.toUpperCase()}]`)
  )
  return [hex.join('[ :-]'), `(?<!\\d)${[...bytes].join(',\\s{0,8}')}(?!\\d)`]
}
