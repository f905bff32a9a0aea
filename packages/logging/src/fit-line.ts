import type { LogRecord } from './api.js'

/**
 * Bytes of a line with its end. The real stack reads lines into a buffer of 64 KiB; after a longer one it reads
 * nothing more and the job hangs.
 */
const LONGEST_LINE = 64 * 1024 - 1

/** A record as one line of JSON that fits: fields are dropped first, then the message is cut; both are said. */
export function fitLine(record: LogRecord): string {
  const line = `${JSON.stringify(record)}\n`
  if (Buffer.byteLength(line) <= LONGEST_LINE) return line
  const { type, message, no_retry, timestamp, ...fields } = record
  const bare: LogRecord = { type, message }
  if (no_retry !== undefined) bare.no_retry = no_retry
  if (timestamp !== undefined) bare.timestamp = timestamp
  const dropped = Object.keys(fields)
  if (dropped.length > 0) bare['dropped'] = dropped.slice(0, 50).map(name => name.slice(0, 100))
  return `${cutMessage(bare)}\n`
}

function cutMessage(record: LogRecord): string {
  const whole = JSON.stringify(record)
  const fits = (text: string) => Buffer.byteLength(text) < LONGEST_LINE
  if (fits(whole)) return whole
  // No character takes less than a byte, so more than this can never stay.
  let most = Math.min(record.message.length, LONGEST_LINE)
  let least = 0
  while (least < most) {
    const middle = Math.ceil((least + most) / 2)
    if (fits(cutAt(record, middle))) least = middle
    else most = middle - 1
  }
  return cutAt(record, least)
}

function cutAt(record: LogRecord, length: number): string {
  const { message } = record
  // Half of a character that takes two code units is none.
  const end = /[\ud800-\udbff]/.test(message.charAt(length - 1)) ? length - 1 : length
  const kept = message.slice(0, end)
  const cut = Buffer.byteLength(message) - Buffer.byteLength(kept)
  return JSON.stringify({ ...record, message: `${kept}… [${cut} bytes cut]` })
}
