const EOF_ERROR = 'unexpected EOF'

class Refusal extends Error {}

/** As Go's `quoteChar`, which sees bytes: of a letter beyond ASCII it shows the first one, as if it were Latin-1. */
const quoted = (char: string): string => {
  if (char === "'") return "'\\''"
  if (char === '"') return "'\"'"
  return `'${JSON.stringify(Buffer.from(char).toString('latin1')[0]).slice(1, -1)}'`
}

const isSpace = (char: string | undefined): boolean =>
  char === ' ' || char === '\t' || char === '\r' || char === '\n'

const isDigit = (char: string | undefined): boolean => char !== undefined && char >= '0' && char <= '9'

/** Walks one JSON value with Go's scanner's rules, without building it. */
class Walker {
  readonly text: string
  at = 0

  constructor(text: string) {
    this.text = text
  }

  refuse(where: string): never {
    const char = this.text.codePointAt(this.at)
    throw new Refusal(
      char === undefined ? EOF_ERROR : `invalid character ${quoted(String.fromCodePoint(char))} ${where}`
    )
  }

  spaces(): void {
    while (isSpace(this.text[this.at])) this.at++
  }

  /** Its own stack rather than recursion: a text may be nested deeper than the call stack. */
  value(): void {
    const open: string[] = []
    for (;;) {
      this.spaces()
      const char = this.text[this.at]
      if (char === '{' || char === '[') {
        this.at++
        this.spaces()
        if (this.text[this.at] === (char === '{' ? '}' : ']')) this.at++
        else {
          open.push(char)
          if (char === '{') this.key('looking for beginning of object key string')
          continue
        }
      } else this.scalar()
      while (open.length > 0) {
        this.spaces()
        const object = open.at(-1) === '{'
        const next = this.text[this.at]
        if (next === ',') {
          this.at++
          if (object) this.key('looking for beginning of object key string')
          break
        }
        if (next !== (object ? '}' : ']'))
          this.refuse(object ? 'after object key:value pair' : 'after array element')
        this.at++
        open.pop()
      }
      if (open.length === 0) return
    }
  }

  key(where: string): void {
    this.spaces()
    if (this.text[this.at] !== '"') this.refuse(where)
    this.string()
    this.spaces()
    if (this.text[this.at] !== ':') this.refuse('after object key')
    this.at++
  }

  scalar(): void {
    const char = this.text[this.at]
    if (char === '"') this.string()
    else if (char === '-' || isDigit(char)) this.number()
    else if (char === 't') this.literal('true')
    else if (char === 'f') this.literal('false')
    else if (char === 'n') this.literal('null')
    else this.refuse('looking for beginning of value')
  }

  literal(word: string): void {
    for (let i = 0; i < word.length; i++, this.at++) {
      if (this.text[this.at] !== word[i] && i > 0)
        this.refuse(`in literal ${word} (expecting ${quoted(word[i]!)})`)
    }
  }

  number(): void {
    if (this.text[this.at] === '-') this.at++
    if (!isDigit(this.text[this.at])) this.refuse('in numeric literal')
    if (this.text[this.at] === '0') this.at++
    else while (isDigit(this.text[this.at])) this.at++
    if (this.text[this.at] === '.') {
      this.at++
      if (!isDigit(this.text[this.at])) this.refuse('after decimal point in numeric literal')
      while (isDigit(this.text[this.at])) this.at++
    }
    if (this.text[this.at] === 'e' || this.text[this.at] === 'E') {
      this.at++
      if (this.text[this.at] === '+' || this.text[this.at] === '-') this.at++
      if (!isDigit(this.text[this.at])) this.refuse('in exponent of numeric literal')
      while (isDigit(this.text[this.at])) this.at++
    }
  }

  string(): void {
    this.at++
    for (;;) {
      const char = this.text[this.at]
      if (char === undefined || char < ' ') this.refuse('in string literal')
      this.at++
      if (char === '"') return
      if (char === '\\') this.escape()
    }
  }

  escape(): void {
    const char = this.text[this.at]
    if (char === undefined || !'"\\/bfnrtu'.includes(char)) this.refuse('in string escape code')
    this.at++
    if (char !== 'u') return
    for (let i = 0; i < 4; i++, this.at++) {
      if (!/[0-9a-fA-F]/.test(this.text[this.at] ?? ' ')) this.refuse('in \\u hexadecimal character escape')
    }
  }
}

/** Why Go refuses the first value of a text, or where that value ends if only what follows it is wrong. */
export const invalidJsonReason = (text: string): string | { end: number } => {
  const walker = new Walker(text)
  walker.spaces()
  if (walker.at === text.length) return 'EOF'
  try {
    walker.value()
    return { end: walker.at }
  } catch (error) {
    if (error instanceof Refusal) return error.message
    throw error
  }
}

/** Bytes that Go's scanner has read of a text when it refuses it, the first one of that character included. */
export const syntaxErrorOffset = (text: string): number => {
  const walker = new Walker(text)
  try {
    walker.value()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
  return Buffer.byteLength(text.slice(0, walker.at)) + 1
}
