/** What windows-1252 has where ISO 8859-1 has control characters: the euro, quotes, dashes. */
const WINDOWS_1252: Readonly<Record<string, string>> = Object.fromEntries(
  [...'€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ'].map((character, index) => [
    String.fromCharCode(
      '80 82 83 84 85 86 87 88 89 8a 8b 8c 8e 91 92 93 94 95 96 97 98 99 9a 9b 9c 9e 9f'
        .split(' ')
        .map(hex => parseInt(hex, 16))[index] ?? 0
    ),
    character
  ])
)

/**
 * Bytes as text. Some versions of Node decode windows-1252, and with it what is called latin1, as ISO 8859-1: prices
 * would lose their euro. So those characters are put right here.
 *
 * @throws RangeError for a charset that nobody knows
 */
export const decode = (bytes: Uint8Array, charset: string): string => {
  const decoder = new TextDecoder(charset)
  const text = decoder.decode(bytes)
  return decoder.encoding === 'windows-1252'
    ? text.replace(/[\u0080-\u009f]/g, character => WINDOWS_1252[character] ?? character)
    : text
}
