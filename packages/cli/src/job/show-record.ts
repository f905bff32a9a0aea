import { formatPretty, type LogRecord } from '@cozy-jobs/logging'
import type { Terminal } from '../terminal/terminal.js'
import { cutLines } from './cut-lines.js'

/**
 * Shows one line of a job's log to a person, beside the answer and not in it. The lines of a job that another one set
 * off bear its name.
 */
export const showRecord =
  (terminal: Terminal, own?: string) =>
  (record: LogRecord, name = own): void => {
    const message = name === own ? cutLines(record.message) : `${name}: ${cutLines(record.message)}`
    terminal.err(formatPretty({ ...record, message }, { color: terminal.color }))
  }
