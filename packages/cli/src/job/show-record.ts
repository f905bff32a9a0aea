import { formatPretty, type LogRecord } from '@cozy-jobs/logging'
import type { Terminal } from '../terminal/terminal.js'

/** Shows one line of a job's log to a person, beside the answer and not in it. */
export const showRecord =
  (terminal: Terminal) =>
  (record: LogRecord): void =>
    terminal.err(formatPretty(record, { color: terminal.color }))
