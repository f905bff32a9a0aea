/** A piece of an action of a template. */
export type Token =
  | { kind: 'text'; value: string }
  | { kind: 'number'; value: number }
  | { kind: 'field'; path: string[] }
  | { kind: 'name'; value: string }
  | { kind: '(' | ')' | '|' }

/** What stands where no piece of an action may stand. */
export class TokenError extends Error {}

const PIECE =
  /\s*(?:("(?:[^"\\\n]|\\.)*")|(`[^`]*`)|([-+]?\d+)(?![\w.])|((?:\.[A-Za-z_]\w*)+)|([A-Za-z_]\w*)|([()|]))/y

const unquoted = (literal: string): string => {
  try {
    return JSON.parse(literal) as string
  } catch {
    throw new TokenError(`${literal} is no text that can be read`)
  }
}

/** Cuts what stands between the braces into its pieces. Throws `TokenError`. */
export function tokensOf(action: string): Token[] {
  const tokens: Token[] = []
  PIECE.lastIndex = 0
  while (action.slice(PIECE.lastIndex).trim() !== '') {
    const rest = action.slice(PIECE.lastIndex).trim()
    const found = PIECE.exec(action)
    if (!found) throw new TokenError(`nobody knows what ${JSON.stringify(rest)} means`)
    const [, quoted, raw, number, field, name, sign] = found
    if (quoted !== undefined) tokens.push({ kind: 'text', value: unquoted(quoted) })
    else if (raw !== undefined) tokens.push({ kind: 'text', value: raw.slice(1, -1) })
    else if (number !== undefined) tokens.push({ kind: 'number', value: Number(number) })
    else if (field !== undefined) tokens.push({ kind: 'field', path: field.slice(1).split('.') })
    else if (name !== undefined) tokens.push({ kind: 'name', value: name })
    else tokens.push({ kind: sign as '(' | ')' | '|' })
  }
  return tokens
}
