import { namedClass, shortClass } from './regex-classes.js'
import { asksForProperties, translateEscapes } from './regex-escapes.js'

const WORD = `[${shortClass('w')}]`

/** What CouchDB's regular expressions (PCRE) write in another way than JavaScript's. */
const OUTSIDE: Record<string, string> = {
  '\\A': '(?<![\\s\\S])',
  '\\z': '(?![\\s\\S])',
  '\\Z': '(?=\\n?(?![\\s\\S]))',
  '\\R': '(?:\\r\\n|[\\n-\\r\\x85])',
  '\\b': `(?:(?<=${WORD})(?!${WORD})|(?<!${WORD})(?=${WORD}))`,
  '\\B': `(?:(?<=${WORD})(?=${WORD})|(?<!${WORD})(?!${WORD}))`
}

/** Where lines are told apart by line feeds alone, and the end of a text is also before its last one. */
const SINGLE_LINE: Record<string, string> = { $: '(?=\\n?(?![\\s\\S]))' }
const MULTILINE: Record<string, string> = { '^': '(?<![^\\n])', $: '(?![^\\n])' }

/** Escapes, classes of characters, named groups, and what stands for a place: one piece at a time. */
const PIECE =
  /\\[\s\S]|\[\^?\]?(?:\[:\^?\w+:\]|\\[\s\S]|[^\]\\])*\]|\(\?P?<(?=[A-Za-z_])|\(\?P=(\w+)\)|[\s\S]/g

const IN_CLASS = /\[:(\^?)(\w+):\]|\\([\s\S])/g

function translateClass(piece: string): string {
  const body = piece.replace(
    IN_CLASS,
    (whole: string, not: string, name: string | undefined, letter: string | undefined) =>
      name !== undefined ? namedClass(name, not === '^') : (shortClass(letter as string) ?? whole)
  )
  // A bracket that stands first is one of the characters.
  return body.replace(/^(\[\^?)\]/, '$1\\]')
}

function translatePiece(piece: string, letters: string, backReference: string | undefined): string {
  if (backReference !== undefined) return `\\k<${backReference}>`
  if (Object.hasOwn(OUTSIDE, piece)) return OUTSIDE[piece] as string
  const places = letters.includes('m') ? MULTILINE : SINGLE_LINE
  if (Object.hasOwn(places, piece)) return places[piece] as string
  if (piece === '.') return letters.includes('s') ? '[\\s\\S]' : '[^\\n]'
  if (piece.startsWith('(?P<')) return '(?<'
  if (piece.startsWith('[')) return translateClass(piece)
  const members = /^\\\w$/.test(piece) ? shortClass(piece.charAt(1)) : undefined
  return members === undefined ? piece : `[${members}]`
}

/** A text as CouchDB's regular expressions see it: each byte of its UTF-8 is a character. `é` is two of them. */
export const toBytes = (text: string): string =>
  /^[\0-\x7f]*$/.test(text) ? text : Buffer.from(text).toString('latin1')

/**
 * Makes a PCRE pattern a JavaScript one that is to be tried on the bytes of a text: flags at its beginning (`(?i)`),
 * `\A`, `\z`, `\Z`, `\h`, `\R`, named groups, classes such as `[[:alpha:]]`. Throws a SyntaxError for what it cannot.
 */
export function compileRegex(pattern: string): RegExp {
  const [head = '', letters = ''] = /^\(\?([imsx]+)\)/.exec(pattern) ?? []
  if (letters.includes('x')) throw new SyntaxError('free spacing is not supported')
  const bytes = toBytes(pattern.slice(head.length))
  const body = translateEscapes(bytes).replace(PIECE, (piece, reference?: string) =>
    translatePiece(piece, letters, reference)
  )
  const flags = `${letters.includes('i') ? 'i' : ''}${asksForProperties(pattern) ? 'u' : ''}`
  return new RegExp(body, flags)
}
