import { evaluate, type TemplateData } from './evaluate.js'
import { TokenError } from './tokens.js'

/** A template that cannot be read; `offset` is where in its text. */
export class TemplateError extends Error {
  readonly offset: number

  constructor(message: string, offset: number) {
    super(message)
    this.offset = offset
  }
}

export interface Rendered {
  text: string
  /** Where in the template an offset of `text` comes from. */
  originOf: (offset: number) => number
  /** Whether a part of `text` was filled in, at least in part: nobody knows whether it may be shown. */
  isFilledIn: (from: number, to: number) => boolean
}

// Braces may stand in the texts of an action.
const ACTION = /\{\{(- )?((?:"(?:[^"\\\n]|\\.)*"|`[^`]*`|\/\*[\s\S]*?\*\/|[^"`])*?)( -)?\}\}/y

/**
 * Fills in the values of a configuration file: the part of Go's templates that such files use, `{{.Env.NAME}}` above all.
 * What is absent is empty, as on the real stack. Blocks (`if`, `range`) are refused. Throws `TemplateError`.
 *
 * @example render('port: {{.Env.PORT}}', { env: { PORT: '8081' }, cpus: 2 }).text // 'port: 8081'
 */
export function render(template: string, data: TemplateData): Rendered {
  const pieces: { at: number; from: number; copied: boolean }[] = []
  let text = ''
  let from = 0
  for (let open = template.indexOf('{{'); open >= 0; open = template.indexOf('{{', from)) {
    ACTION.lastIndex = open
    const found = ACTION.exec(template)
    if (!found) throw new TemplateError('"{{" begins a template, and its "}}" is missing', open)
    const [whole, trimsBefore, action = '', trimsAfter] = found
    const before = template.slice(from, open)
    pieces.push({ at: text.length, from, copied: true })
    text += trimsBefore ? before.trimEnd() : before
    pieces.push({ at: text.length, from: open, copied: false })
    try {
      text += /^\s*\/\*[\s\S]*\*\/\s*$/.test(action) ? '' : evaluate(action, data)
    } catch (error) {
      if (error instanceof TokenError) throw new TemplateError(`in ${whole}, ${error.message}`, open)
      throw error
    }
    from = open + whole.length
    if (trimsAfter) from += /^\s*/.exec(template.slice(from))![0].length
  }
  pieces.push({ at: text.length, from, copied: true })
  text += template.slice(from)
  return {
    text,
    originOf: offset => {
      const piece = pieces.findLast(({ at }) => at <= offset)
      if (!piece) return offset
      return piece.copied ? piece.from + offset - piece.at : piece.from
    },
    isFilledIn: (from, to) =>
      pieces.some(({ at, copied }, index) => !copied && at < to && (pieces[index + 1]?.at ?? at) > from)
  }
}
