import { TemplateError } from './template-error.js'

/** HTML that the stack itself has written: it goes into a page as it is, where HTML may stand. */
export interface SafeHtml {
  html: string
}

export type TemplateValue = string | boolean | SafeHtml

/** The variables of a page; each is worked out when it is first asked for. */
export type TemplateValues = Readonly<Record<string, () => TemplateValue>>

export type Expression = (values: TemplateValues) => TemplateValue

export const isTrue = (value: TemplateValue): boolean =>
  typeof value === 'object' ? value.html !== '' : value !== '' && value !== false

const same = (one: TemplateValue, other: TemplateValue | undefined): boolean =>
  typeof one === 'object' && typeof other === 'object' ? one.html === other.html : one === other

const FUNCTIONS: Readonly<Record<string, (values: TemplateValue[]) => TemplateValue>> = {
  not: ([value = '']) => !isTrue(value),
  and: values => values.find(value => !isTrue(value)) ?? values.at(-1) ?? '',
  or: values => values.find(isTrue) ?? values.at(-1) ?? '',
  eq: ([first = '', ...others]) => others.some(other => same(first, other)),
  ne: ([first = '', second]) => !same(first, second)
}

const WORD =
  /\s*(?:(\.[A-Za-z_]\w*)(?![\w.])|("(?:\\.|[^"\\])*")|`([^`]*)`|(true|false)\b|([a-z]+)\b|([()|]))\s*/suy

const unquote = (text: string, line: number): string => {
  try {
    return JSON.parse(text) as string
  } catch {
    throw new TemplateError('syntax', `line ${line}: bad text ${text}`)
  }
}

const field =
  (name: string, line: number): Expression =>
  values => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    if (!value) throw new TemplateError('value', `line ${line}: there is no variable {{.${name}}}`)
    return value()
  }

const constant =
  (value: TemplateValue): Expression =>
  () =>
    value

class ExpressionReader {
  readonly text: string
  readonly line: number
  #at = 0

  constructor(text: string, line: number) {
    this.text = text
    this.line = line
  }

  whole(): Expression {
    const value = this.#pipeline()
    if (this.#at < this.text.length) throw this.#unexpected()
    return value
  }

  #pipeline(): Expression {
    let value = this.#command()
    while (this.#takes('|')) {
      const piped = value
      value = this.#command(piped)
    }
    return value
  }

  /** A function with its arguments, the value before a `|` last; or one value alone. */
  #command(piped?: Expression): Expression {
    const word = this.#word()
    const name = word?.[5]
    if (name === undefined) {
      const value = this.#operand(word)
      if (piped) throw this.#unexpected()
      return value
    }
    const call = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined
    if (!call) throw new TemplateError('syntax', `line ${this.line}: function "${name}" is not there`)
    const values: Expression[] = []
    while (this.#at < this.text.length && !/[|)]/.test(this.text[this.#at] ?? '')) {
      values.push(this.#operand(this.#word()))
    }
    if (piped) values.push(piped)
    if (values.length === 0) throw this.#unexpected()
    return all => call(values.map(value => value(all)))
  }

  #operand(word: RegExpExecArray | null): Expression {
    if (word?.[1]) return field(word[1].slice(1), this.line)
    if (word?.[2] !== undefined) return constant(unquote(word[2], this.line))
    if (word?.[3] !== undefined) return constant(word[3])
    if (word?.[4]) return constant(word[4] === 'true')
    if (word?.[6] !== '(') throw this.#unexpected()
    const inner = this.#pipeline()
    if (!this.#takes(')')) throw this.#unexpected()
    return inner
  }

  #word(): RegExpExecArray | null {
    WORD.lastIndex = this.#at
    const found = WORD.exec(this.text)
    if (found) this.#at = WORD.lastIndex
    return found
  }

  #takes(sign: string): boolean {
    const before = this.#at
    if (this.#word()?.[6] === sign) return true
    this.#at = before
    return false
  }

  #unexpected(): TemplateError {
    return new TemplateError('syntax', `line ${this.line}: {{${this.text}}} is not understood`)
  }
}

/** Reads what stands between the braces of an action. Throws `TemplateError` of the code `syntax`. */
export const parseExpression = (text: string, line: number): Expression =>
  new ExpressionReader(text, line).whole()
