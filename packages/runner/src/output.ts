import { maskRecord, parseLine, type LogRecord, type Masker } from '@cozy-jobs/logging'
import { splitLines } from './line-splitter.js'
import type { JobProcess } from './launcher.js'
import { keepTail } from './tail-buffer.js'
import type { Verdict } from './verdict.js'

/** Bytes of a job's stderr that are kept, as on the real stack (which keeps the first ones; an error stands last). */
const STDERR_LIMIT = 256 * 1024

/** Room for a secret that the cut has halved, and so hides from the masker. */
const CUT_MARGIN = 64 * 1024

/** Characters of a line that is no JSON which its record repeats. */
const LONGEST_QUOTE = 4000

/** Characters of all messages that are told: a job that prints for minutes must not fill the memory, nor the log. */
const MOST_TOLD = 2 * 1024 * 1024

const TOO_MUCH: LogRecord = {
  type: 'warning',
  message: 'Failed to show all of the output: it is longer than 2 MiB. The rest is read for errors alone.'
}

const TOO_LONG: LogRecord = {
  type: 'warning',
  message: 'Failed to read a line of the output: it is longer than 64 KiB. What follows it is ignored.'
}

/** Masked before it is cut, so that no half of a secret is left. */
const unparsable = (line: string, mask: Masker): LogRecord => ({
  type: 'debug',
  message: `Could not parse stdout as JSON: ${JSON.stringify(mask(line).slice(0, LONGEST_QUOTE))}`
})

const decides = ({ type }: LogRecord): boolean => type === 'error' || type === 'critical'

/** What is done with the output of a job. */
export interface OutputParts {
  mask: Masker
  verdict: Verdict
  /** Told of each record, secrets masked; `own` where the job wrote it as it is, and it is no remark on the output. */
  onRecord?: ((record: LogRecord, own: boolean) => void) | undefined
}

/** Reads the output of a job as it comes. What it answers gives the end of stderr, secrets masked. */
export const readOutput = (
  child: Pick<JobProcess, 'stdout' | 'stderr'>,
  { mask, verdict, onRecord = () => {} }: OutputParts
): (() => string) => {
  let told = 0
  const tell = (record: LogRecord, own: boolean): void => {
    if (told > MOST_TOLD) return
    told += record.message.length
    if (told > MOST_TOLD) onRecord(TOO_MUCH, false)
    else onRecord(record, own)
  }
  const read = (line: string): void => {
    const record = parseLine(line)
    if (told > MOST_TOLD && !(record && decides(record))) return
    const masked = record ? maskRecord(record, mask) : unparsable(line, mask)
    verdict.hear(masked)
    tell(masked, record !== undefined)
  }
  const lines = splitLines(read, () => tell(TOO_LONG, false))
  const stderr = keepTail(STDERR_LIMIT + CUT_MARGIN)
  child.stdout.on('data', (chunk: Buffer) => lines.push(chunk))
  child.stdout.on('end', () => lines.end())
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
  return () => {
    const { text, cut } = stderr.tail()
    return mask(text)
      .slice(cut ? CUT_MARGIN : 0)
      .slice(-STDERR_LIMIT)
  }
}
