import { styleText } from 'node:util'

type Style = (text: string) => string

/** Where a command writes: answers to `out`, what happens meanwhile and errors to `err`. */
export interface Terminal {
  /** One line, or several. */
  out(text: string): void
  err(text: string): void
  /** A part of an answer as it is; settled once the next one may follow. */
  bytes(part: Uint8Array): Promise<void>
  /** To wrap texts at: those of the screen, or 80. */
  columns: number
  /** What a line can hold: without end in a file or a pipe. */
  room: number
  color: boolean
  bold: Style
  dim: Style
  red: Style
  green: Style
  yellow: Style
  cyan: Style
}

/** The part of a stream that is used; `process.stdout` is one. */
export interface TextStream {
  write(text: string | Uint8Array, written?: (error?: Error | null) => void): unknown
  isTTY?: boolean
  columns?: number
}

/** `color` is decided by the caller: an answer that goes to a file or a pipe has none. */
export function createTerminal(out: TextStream, err: TextStream, color: boolean): Terminal {
  const style =
    (format: Parameters<typeof styleText>[0]): Style =>
    text =>
      // Newer Nodes look at stdout by themselves; who made the terminal has decided.
      color ? styleText(format, text, { validateStream: false }) : text
  return {
    out: text => void out.write(`${text}\n`),
    err: text => void err.write(`${text}\n`),
    bytes: part =>
      new Promise((resolve, reject) => out.write(part, error => (error ? reject(error) : resolve()))),
    columns: out.columns ?? 80,
    room: out.columns ?? Infinity,
    color,
    bold: style('bold'),
    dim: style('dim'),
    red: style('red'),
    green: style('green'),
    yellow: style('yellow'),
    cyan: style('cyan')
  }
}

/** The convention of no-color.org, and `FORCE_COLOR` as Node itself reads it. */
export function wantsColor(env: Readonly<Record<string, string | undefined>>, isTTY: boolean): boolean {
  if (env['NO_COLOR']) return false
  if (env['FORCE_COLOR'] !== undefined) return env['FORCE_COLOR'] !== '0'
  return isTTY && env['TERM'] !== 'dumb'
}
