import { formatPretty, type LogRecord } from '@cozy-jobs/logging'
import type { Terminal } from '../terminal/terminal.js'

// A program that crashes quotes the line where it did: of a minified bundle, that is the whole bundle.
const LONGEST = 400

const cut = (message: string): string =>
  message
    .split('\n')
    .map(line => (line.length > LONGEST ? `${line.slice(0, LONGEST).trimEnd()} …` : line).trimEnd())
    .filter((line, index, lines) => line !== '' || (index < lines.length - 1 && lines[index - 1] !== ''))
    .join('\n')

/** Shows one line of a job's log to a person, beside the answer and not in it. */
export const showRecord =
  (terminal: Terminal) =>
  (record: LogRecord): void =>
    terminal.err(formatPretty({ ...record, message: cut(record.message) }, { color: terminal.color }))
