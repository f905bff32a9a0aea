import { asksForProperties, translateEscapes } from './regex-escapes.js'

/** What CouchDB's regular expressions (PCRE) write in another way than JavaScript's. */
const OUTSIDE: Record<string, string> = {
  '\\A': '(?<![\\s\\S])',
  '\\z': '(?![\\s\\S])',
  '\\Z': '(?=\\n?(?![\\s\\S]))',
  '\\h': '[ \\t]',
  '\\R': '(?:\\r\\n|[\\n\\v\\f\\r])'
}

const CLASSES: Record<string, string> = {
  alpha: 'a-zA-Z',
  digit: '0-9',
  alnum: 'a-zA-Z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: '\\s',
  punct: '!-\\/:-@\\[-`{-~',
  word: '\\w',
  xdigit: '0-9A-Fa-f',
  blank: ' \\t'
}

/** Escapes, classes of characters, named groups, and the end of a text: one piece at a time. */
const PIECE =
  /\\[\s\S]|\[\^?\]?(?:\[:\w+:\]|\\[\s\S]|[^\]\\])*\]|\(\?P?<(?=[A-Za-z_])|\(\?P=(\w+)\)|\$|[\s\S]/g

function translatePiece(piece: string, multiline: boolean, backReference: string | undefined): string {
  if (backReference !== undefined) return `\\k<${backReference}>`
  if (Object.hasOwn(OUTSIDE, piece)) return OUTSIDE[piece] as string
  if (piece.startsWith('(?P<')) return '(?<'
  // PCRE's `$` stands also before a line feed that is the last character.
  if (piece === '$' && !multiline) return '(?=\\n?(?![\\s\\S]))'
  if (!piece.startsWith('[')) return piece
  const body = piece.replace(/\[:(\w+):\]/g, (whole, name: string) => CLASSES[name] ?? whole)
  // A bracket that stands first is one of the characters.
  return body.replace(/^(\[\^?)\]/, '$1\\]')
}

/**
 * Makes a PCRE pattern a JavaScript one: flags at its beginning (`(?i)`), `\A`, `\z`, `\Z`, `\h`, `\R`, named
 * groups, classes such as `[[:alpha:]]`. Throws a SyntaxError for what it cannot.
 */
export function compileRegex(pattern: string): RegExp {
  const [head = '', letters = ''] = /^\(\?([imsx]+)\)/.exec(pattern) ?? []
  if (letters.includes('x')) throw new SyntaxError('free spacing is not supported')
  const multiline = letters.includes('m')
  const body = translateEscapes(pattern.slice(head.length)).replace(PIECE, (piece, reference?: string) =>
    translatePiece(piece, multiline, reference)
  )
  const flags = new Set(asksForProperties(pattern) ? `${letters}u` : letters)
  return new RegExp(body, [...flags].join(''))
}
