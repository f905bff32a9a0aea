import type { Level, LogRecord } from './api.js'
import { visible } from './visible.js'

const COLORS: Readonly<Record<Level, string>> = {
  debug: '90',
  info: '36',
  warning: '33',
  error: '31',
  critical: '1;31'
}
const INDENT = ' '.repeat(4)

/** A record for a person, without a line end: `12:04:31 warning  The account is empty  account=a1`. */
export function formatPretty(record: LogRecord, { color = false }: { color?: boolean } = {}): string {
  const { type, message, timestamp, no_retry, ...fields } = record
  const paint = (style: string, text: string) => (color ? `\u001b[${style}m${text}\u001b[0m` : text)
  const time = timestamp === undefined ? '' : `${paint('90', clock(timestamp))} `
  const [first = '', ...rest] = visible(message).split('\n')
  const retry = no_retry === true ? [paint('90', 'no_retry')] : []
  const details = [...retry, ...Object.entries(fields).flatMap(([name, value]) => field(name, value, paint))]
  const head = `${time}${paint(COLORS[type], type.padEnd(8))} ${[first, ...details].join('  ')}`
  return [
    head,
    ...rest.map(line => INDENT + line),
    ...stackLines(record).map(line => paint('90', line))
  ].join('\n')
}

function clock(timestamp: string): string {
  return /T(\d\d:\d\d:\d\d)/.exec(timestamp)?.[1] ?? visible(timestamp)
}

function field(name: string, value: unknown, paint: (style: string, text: string) => string): string[] {
  if (value === undefined || hasStack(name, value)) return []
  const text = typeof value === 'string' && /^[\w./:@+-]+$/.test(value) ? value : JSON.stringify(value)
  return [`${paint('90', `${visible(name)}=`)}${visible(text)}`]
}

function hasStack(name: string, value: unknown): value is { stack: string } {
  return (
    name === 'error' &&
    typeof value === 'object' &&
    value !== null &&
    typeof (value as { stack?: unknown }).stack === 'string'
  )
}

/** Of a logged Error: its stack without the first line, which repeats the message. */
function stackLines(record: LogRecord): string[] {
  const { error } = record
  if (!hasStack('error', error)) return []
  const lines = visible(error.stack).split('\n')
  const start = lines.findIndex(line => /^\s+at /.test(line))
  return start === -1 ? [] : lines.slice(start).map(line => INDENT + line.trim())
}
