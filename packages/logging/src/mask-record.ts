import type { LogRecord } from './api.js'
import type { Masker } from './mask/masker.js'
import { toPlain } from './plain.js'

/** A record with its message and all its fields masked, names and nested ones as well; its type stays. */
export function maskRecord(record: LogRecord, mask: Masker): LogRecord {
  return { ...(toPlain(record, mask) as LogRecord), type: record.type, message: mask(record.message) }
}
