/** Escapes of PCRE that JavaScript has under another name. */
const ESCAPES: Record<string, string> = { '\\a': '\\x07', '\\e': '\\x1b', '\\N': '[^\\n]' }

/** What JavaScript would read as a mere letter: refused by PCRE itself, or not to be had here. */
const UNKNOWN = new Set(['\\u', '\\U', '\\l', '\\L', '\\K', '\\G', '\\C', '\\X'])

/** A quotation, a character by its number, any other escape: one at a time. */
const ESCAPE = /\\Q([\s\S]*?)(?:\\E|$)|\\x\{([0-9a-fA-F]+)\}|\\[\s\S]/g

const quote = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')

const characterOf = (digits: string): string => {
  const code = Number.parseInt(digits, 16)
  // A byte: CouchDB asks for no UTF-8 mode.
  if (code > 0xff) throw new SyntaxError('character value too large')
  return quote(String.fromCharCode(code))
}

/** Writes PCRE's escapes as JavaScript does. Throws a SyntaxError for those that it has no word for. */
export const translateEscapes = (pattern: string): string =>
  pattern.replace(ESCAPE, (escape: string, quotation?: string, digits?: string) => {
    if (quotation !== undefined) return quote(quotation)
    if (digits !== undefined) return characterOf(digits)
    if (UNKNOWN.has(escape)) throw new SyntaxError(`${escape} is not supported`)
    return ESCAPES[escape] ?? escape
  })

/** Whether a pattern asks for properties of Unicode, which JavaScript knows in its Unicode mode alone. */
export const asksForProperties = (pattern: string): boolean => /(?<!\\)(?:\\\\)*\\[pP]\{/.test(pattern)
