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

/**
 * Shows one line of a job's log to a person, beside the answer and not in it. The lines of a job that another one set
 * off bear its name.
 */
export const showRecord =
  (terminal: Terminal, own?: string) =>
  (record: LogRecord, name = own): void => {
    const message = name === own ? cut(record.message) : `${name}: ${cut(record.message)}`
    terminal.err(formatPretty({ ...record, message }, { color: terminal.color }))
  }
