const NAMED: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' }
const SHORT: Readonly<Record<string, string>> = { '\b': 'b', '\f': 'f', '\n': 'n', '\r': 'r', '\t': 't' }

/**
 * A pattern for one character in each form in which it travels inside a text: as it is, in a URL or form (also encoded
 * twice), in JSON (also JSON in JSON), in HTML. Encoders differ in what they encode, so each character may stand in
 * any form; letters and digits always stand for themselves.
 */
export function characterPattern(character: string): string {
  if (/^[A-Za-z0-9]$/.test(character)) return character
  const forms = [percent(Buffer.from(character)), ...json(character), ...html(character)]
  const code = character.codePointAt(0)!
  if (code >= 0x80 && code <= 0xff) forms.push(percent(Buffer.from([code])))
  if (character === ' ') forms.push('\\+')
  // Last, because the other forms of % and & begin with them.
  forms.push(escapeRegExp(character))
  return `(?:${forms.join('|')})`
}

/**
 * Backslashes in a row: JSON doubles them each time. One quantifier for the whole row, because one for each would try
 * every way to share a longer row among them.
 */
export function backslashPattern(count: number): string {
  return `(?:\\\\{${count},${count * 4}}|(?:%(?:25){0,2}5[cC]){${count}}|(?:&(?:amp;)?#(?:0*92|[xX]0*5[cC]);){${count}})`
}

/** A text as a regular expression that matches it alone. */
function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}

/** Hexadecimal digits in either case. */
export function hexPattern(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex').replace(/[a-f]/g, eitherCase)
}

function percent(bytes: Uint8Array): string {
  return [...bytes].map(byte => `%(?:25){0,2}${hexPattern(Uint8Array.of(byte))}`).join('')
}

function json(character: string): string[] {
  // By code unit: JSON writes a character beyond 16 bits as two escapes.
  const units = character.split('').map(unit => unit.charCodeAt(0).toString(16).padStart(4, '0'))
  const forms = [units.map(unit => `\\\\{1,4}u${unit.replace(/[a-f]/g, eitherCase)}`).join('')]
  const short = SHORT[character]
  if (short !== undefined) forms.push(`\\\\{1,4}${short}`)
  if (character === '"' || character === '/') forms.push(`\\\\{1,4}${escapeRegExp(character)}`)
  return forms
}

function html(character: string): string[] {
  const code = character.codePointAt(0)!
  const hex = code.toString(16).replace(/[a-f]/g, eitherCase)
  const forms = [`&(?:amp;)?#(?:0*${code}|[xX]0*${hex});`]
  const name = NAMED[character]
  if (name !== undefined) forms.push(`&(?:amp;)?${name};`)
  return forms
}

function eitherCase(letter: string): string {
  return `[${letter}${letter.toUpperCase()}]`
}
