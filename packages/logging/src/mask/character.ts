const NAMED: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' }

/** The entities of HTML for U+00A0 to U+00FF, in that order. */
const LATIN =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'.split(
    ' '
  )

/** Pages that hide an address from harvesters, and lazy encoders, write letters and digits so. */
const ESCAPED_LETTERS =
  /&(?:amp;)?#(?:0*(?:4[89]|5[0-7]|6[5-9]|[7-9]\d|1[01]\d|12[0-2])|[xX]0*[3-7][\da-fA-F]);|%(?:25)?[3-7][\da-fA-F]|\\(?:u00|x)[3-7][\da-fA-F]/

/** Whether a text may hold letters and digits that do not stand for themselves. */
export const hasEscapedLetters = (text: string): boolean => ESCAPED_LETTERS.test(text)
const SHORT: Readonly<Record<string, string>> = { '\b': 'b', '\f': 'f', '\n': 'n', '\r': 'r', '\t': 't' }

/**
 * A pattern for one character in each form in which it travels inside a text: as it is, in a URL or form (also encoded
 * twice), in JSON (also JSON in JSON), in scripts, in HTML, in CSV. Encoders differ in what they encode, so each character
 * may stand in any form; letters and digits stand for themselves, unless `escaped`.
 */
export function characterPattern(character: string, escaped = false): string {
  if (!escaped && /^[A-Za-z0-9]$/.test(character)) return character
  const forms = [percent(Buffer.from(character)), ...json(character), ...html(character)]
  const code = character.codePointAt(0)!
  if (code >= 0x80 && code <= 0xff) forms.push(percent(Buffer.from([code])))
  if (code <= 0xff) forms.push(`\\\\{1,4}x${hexPattern(Uint8Array.of(code))}`)
  if (character === ' ') forms.push('\\+')
  if (character === '"') forms.push('""')
  // Last, because the other forms of % and & begin with them.
  forms.push(escapeRegExp(character))
  return `(?:${forms.join('|')})`
}

/**
 * Backslashes in a row: JSON doubles them each time. One quantifier for the whole row, because one for each would try
 * every way to share a longer row among them.
 */
export function backslashPattern(count: number): string {
  return `(?:(?:\\\\{1,4}(?:u00|x)5[cC]){${count}}|\\\\{${count},${count * 4}}|(?:%(?:25){0,2}5[cC]){${count}}|(?:&(?:amp;)?#(?:0*92|[xX]0*5[cC]);){${count}})`
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
  const name = NAMED[character] ?? LATIN[code - 0xa0]
  if (name !== undefined) forms.push(`&(?:amp;)?${name};`)
  return forms
}

function eitherCase(letter: string): string {
  return `[${letter}${letter.toUpperCase()}]`
}
