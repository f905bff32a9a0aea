/**
 * What CouchDB's regular expressions (PCRE in Erlang) call a class, as the inside of a JavaScript class. They look at
 * bytes, and take each for a character of ISO 8859-1.
 */
const LETTERS = '\\xaa\\xb5\\xba\\xc0-\\xd6\\xd8-\\xf6\\xf8-\\xff'
const SPACE = '\\t-\\r '

const CLASSES: Record<string, string> = {
  alpha: `A-Za-z${LETTERS}`,
  digit: '0-9',
  alnum: `0-9A-Za-z${LETTERS}`,
  upper: 'A-Z\\xc0-\\xd6\\xd8-\\xde',
  lower: 'a-z\\xaa\\xb5\\xba\\xdf-\\xf6\\xf8-\\xff',
  space: SPACE,
  punct: '!-\\/:-@\\[-`{-~\\xa0-\\xa9\\xab-\\xb4\\xb6-\\xb9\\xbb-\\xbf\\xd7\\xf7',
  word: `0-9A-Z_a-z${LETTERS}`,
  xdigit: '0-9A-Fa-f',
  blank: '\\t ',
  print: ' -~\\xa0-\\xff',
  graph: '!-~\\xa0-\\xff',
  cntrl: '\\0-\\x1f\\x7f-\\x9f',
  ascii: '\\0-\\xff'
}

const SHORT: Record<string, string> = {
  d: '0-9',
  h: '\\t \\xa0',
  s: SPACE,
  v: '\\n-\\r\\x85',
  w: CLASSES['word'] as string
}

const hex = (byte: number): string => `\\x${byte.toString(16).padStart(2, '0')}`

/** All bytes that are not in a class. */
function complement(members: string): string {
  const isMember = new RegExp(`[${members}]`)
  return Array.from({ length: 256 }, (_, byte) => byte)
    .filter(byte => !isMember.test(String.fromCharCode(byte)))
    .map(hex)
    .join('')
}

/** The bytes of `[:name:]` and `[:^name:]`. Throws a SyntaxError for an unknown name. */
export function namedClass(name: string, isNegated: boolean): string {
  const members = Object.hasOwn(CLASSES, name) ? CLASSES[name] : undefined
  if (members === undefined) throw new SyntaxError('unknown POSIX class name')
  return isNegated ? complement(members) : members
}

/** The bytes of `\w`, `\S` and their like, given their letter; nothing for a letter that is no class. */
export function shortClass(letter: string): string | undefined {
  const members = Object.hasOwn(SHORT, letter.toLowerCase()) ? SHORT[letter.toLowerCase()] : undefined
  if (members === undefined) return undefined
  return letter === letter.toLowerCase() ? members : complement(members)
}
