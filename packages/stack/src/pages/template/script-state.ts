/** Where in a script one stands; `slash` says what a `/` would begin there. */
export interface ScriptState {
  in: 'code' | '"' | "'" | '`' | 'regexp' | 'line comment' | 'block comment'
  slash: 'regexp' | 'division'
  /** Within `[…]` of a regular expression, where a `/` ends nothing. */
  inClass: boolean
}

export const SCRIPT_START: ScriptState = { in: 'code', slash: 'regexp', inClass: false }

/** Words behind which a value begins, and so a regular expression may. */
const BEFORE_VALUE =
  /(?:^|[^\w$.])(?:break|case|continue|delete|do|else|finally|in|instanceof|return|throw|try|typeof|void)$/

const slashAfter = (code: string, before: ScriptState['slash']): ScriptState['slash'] => {
  const trimmed = code.trimEnd()
  if (trimmed === '') return before
  if (/[\w$]$/.test(trimmed)) return BEFORE_VALUE.test(trimmed) ? 'regexp' : 'division'
  if (/(?:\+\+|--)$/.test(trimmed)) return 'division'
  return /[)\]}"'`]$/.test(trimmed) ? 'division' : 'regexp'
}

/** How far a token goes within each state, by its end; what is behind a backslash is skipped. */
const ENDS: Readonly<Record<Exclude<ScriptState['in'], 'code' | 'regexp'>, RegExp>> = {
  '"': /(?:\\[^]|[^"\\])*?("|\\$|$)/y,
  "'": /(?:\\[^]|[^'\\])*?('|\\$|$)/y,
  '`': /(?:\\[^]|[^`\\])*?(`|\\$|$)/y,
  'line comment': /[^\n\r\u2028\u2029]*()/y,
  'block comment': /[^]*?(\*\/|$)/y
}

const CODE = /[^"'`/]*/y

/** What stands for a comment, which Go takes out of scripts. */
const placeOf = (comment: string): string => (/[\n\r\u2028\u2029]/.test(comment) ? '\n' : ' ')

const endOfRegexp = (
  text: string,
  start: number,
  inClass: boolean
): { at: number; inClass: boolean; closed: boolean } => {
  let within = inClass
  for (let at = start; at < text.length; at++) {
    const sign = text[at]
    if (sign === '\\') at++
    else if (sign === '[') within = true
    else if (sign === ']') within = false
    else if (sign === '/' && !within) return { at: at + 1, inClass: false, closed: true }
  }
  return { at: text.length, inClass: within, closed: false }
}

const sticky = (pattern: RegExp, text: string, at: number): RegExpExecArray => {
  pattern.lastIndex = at
  return pattern.exec(text)!
}

/** Walks over a piece of a script: what it leaves of it, and where one stands then. */
export const walkScript = (text: string, start: ScriptState): { out: string; state: ScriptState } => {
  let state = start
  let out = ''
  let at = 0
  while (at < text.length) {
    if (state.in === 'regexp') {
      const end = endOfRegexp(text, at, state.inClass)
      out += text.slice(at, end.at)
      at = end.at
      state = end.closed
        ? { in: 'code', slash: 'division', inClass: false }
        : { ...state, inClass: end.inClass }
    } else if (state.in === 'code') {
      const [code] = sticky(CODE, text, at)
      out += code
      at += code.length
      const slash = slashAfter(code, state.slash)
      const sign = text[at]
      const next = text[at + 1]
      state = { ...state, slash }
      if (sign === undefined) break
      if (sign !== '/') state = { ...state, in: sign as '"' | "'" | '`' }
      else if (next === '/') state = { ...state, in: 'line comment' }
      else if (next === '*') state = { ...state, in: 'block comment' }
      else if (slash === 'regexp') state = { ...state, in: 'regexp' }
      else state = { ...state, slash: 'regexp' }
      const isComment = state.in.endsWith('comment')
      if (!isComment) out += sign
      at += isComment ? 2 : 1
    } else {
      const [token, end = ''] = sticky(ENDS[state.in], text, at)
      const length = Math.max(token.length, state.in === 'line comment' ? 0 : 1)
      const taken = text.slice(at, at + length)
      at += length
      if (state.in === 'block comment') out += placeOf(taken)
      else if (state.in !== 'line comment') out += taken
      const ended = state.in === 'line comment' ? at < text.length : end === '*/' || end === state.in
      if (ended)
        state = { ...state, in: 'code', slash: state.in.endsWith('comment') ? state.slash : 'division' }
    }
  }
  return { out, state }
}
