import { TemplateError } from './template-error.js'
import { parseExpression, type Expression } from './expression.js'

/** A part of a template: text as it stands, a value, or parts that depend on one. */
export type TemplateNode =
  | { kind: 'text'; text: string }
  | { kind: 'value'; value: Expression }
  | { kind: 'if'; condition: Expression; then: TemplateNode[]; otherwise: TemplateNode[] }

type Token = { kind: 'text'; text: string } | { kind: 'action'; text: string; line: number }

const ACTION = /\{\{(?:-(?=[ \t\r\n]))?((?:"(?:\\.|[^"\\\n])*"|`[^`]*`|\/\*.*?\*\/|[^}"`]|\}(?!\}))*?)\}\}/gs

const lineOf = (source: string, at: number): number => source.slice(0, at).split('\n').length

const tokensOf = (source: string): Token[] => {
  const tokens: Token[] = []
  let last = 0
  let trimNext = false
  const addText = (text: string, trimEnd: boolean): void => {
    const started = trimNext ? text.replace(/^[ \t\r\n]+/, '') : text
    const ended = trimEnd ? started.replace(/[ \t\r\n]+$/, '') : started
    if (ended !== '') tokens.push({ kind: 'text', text: ended })
  }
  const checkText = (text: string, at: number): string => {
    const open = text.indexOf('{{')
    if (open >= 0) throw new TemplateError('syntax', `line ${lineOf(source, at + open)}: unclosed action`)
    return text
  }
  for (const match of source.matchAll(ACTION)) {
    addText(
      checkText(source.slice(last, match.index), last),
      match[0].startsWith('{{-') && /^[ \t\r\n]/.test(match[1] ?? '')
    )
    const inner = match[1] ?? ''
    trimNext = /[ \t\r\n]-$/.test(inner)
    const text = (trimNext ? inner.slice(0, -1) : inner).trim()
    tokens.push({ kind: 'action', text, line: lineOf(source, match.index) })
    last = match.index + match[0].length
  }
  addText(checkText(source.slice(last), last), false)
  return tokens
}

/** Reads tokens up to the `else` or `end` that closes what was begun on `line`; to the end of the file at the top. */
class Reader {
  readonly tokens: readonly Token[]
  #at = 0

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens
  }

  nodes(begun?: number): { nodes: TemplateNode[]; closing: string } {
    const nodes: TemplateNode[] = []
    while (this.#at < this.tokens.length) {
      const token = this.tokens[this.#at++]!
      if (token.kind === 'text') nodes.push(token)
      else if (token.text === 'end' || /^else\b/.test(token.text)) {
        if (begun === undefined) {
          throw new TemplateError('syntax', `line ${token.line}: unexpected {{${token.text}}}`)
        }
        return { nodes, closing: token.text }
      } else if (/^if\b/.test(token.text)) nodes.push(this.#branch(token.text.slice(2), token.line))
      else if (!/^\/\*.*\*\/$/s.test(token.text)) {
        nodes.push({ kind: 'value', value: parseExpression(token.text, token.line) })
      }
    }
    if (begun !== undefined) throw new TemplateError('syntax', `line ${begun}: {{if}} has no {{end}}`)
    return { nodes, closing: '' }
  }

  #branch(condition: string, line: number): TemplateNode {
    const test = parseExpression(condition.trim(), line)
    const { nodes: then, closing } = this.nodes(line)
    return { kind: 'if', condition: test, then, otherwise: this.#otherwise(closing, line) }
  }

  #otherwise(closing: string, line: number): TemplateNode[] {
    if (closing === 'end') return []
    const [, next] = /^else\s+if\b(.*)$/s.exec(closing) ?? []
    if (next !== undefined) return [this.#branch(next, line)]
    if (closing !== 'else') throw new TemplateError('syntax', `line ${line}: unexpected {{${closing}}}`)
    const { nodes, closing: end } = this.nodes(line)
    if (end !== 'end') throw new TemplateError('syntax', `line ${line}: expected {{end}}, found {{${end}}}`)
    return nodes
  }
}

/**
 * Reads a template in Go's syntax as far as pages use it: values, comments, trimming, `if`, `else if`, `else`. Throws
 * `TemplateError` of the code `syntax` for what is none, and for what is not there: `range`, `with`, `define`, variables.
 */
export const parseTemplate = (source: string): TemplateNode[] => new Reader(tokensOf(source)).nodes().nodes
