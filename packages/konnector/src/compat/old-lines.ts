import { readLogLevel } from '@cozy-jobs/env'
import { createLogger, type Logger, type LogRecord } from '@cozy-jobs/logging'
import { namespaceOf, namespaceOfLabel } from './line-namespaces.js'

/** The types of cozy-logger, from the least to the most severe. `warning` is not one of them, but ours. */
export const SEVERITY: Readonly<Record<string, number>> = {
  secret: 0,
  debug: 10,
  info: 20,
  warn: 30,
  warning: 30,
  error: 40,
  ok: 50,
  critical: 50
}

/** Bytes: the stack reads no longer line. */
const LONGEST_LINE = 64 * 1024 - 1

let least: number | undefined

/** From now on no less severe line is written, whoever writes it; before, what `LOG_LEVEL` says decides. */
export const setLeast = (level: string): void => {
  least = SEVERITY[level] ?? 0
}

/** Whether a line of this type is written. */
export const isWritten = (type: string): boolean =>
  (SEVERITY[type] ?? 0) >= (least ??= SEVERITY[readLogLevel() ?? ''] ?? 0)

/** A line of the log as cozy-konnector-libs writes it: the same types, and the name of the module. */
export const asOldLine = (line: string): string => {
  const { type, message, ...others } = JSON.parse(line) as LogRecord
  const namespace = others['namespace'] ?? namespaceOf(type, message) ?? namespaceOfLabel(others['label'])
  const record = { type: type === 'warning' ? 'warn' : type, message, ...others, namespace }
  const old = `${JSON.stringify(record)}\n`
  return Buffer.byteLength(old) <= LONGEST_LINE ? old : line
}

/** The log of a run, whose lines are those of cozy-konnector-libs. */
export const createOldLogger = (): Logger =>
  createLogger({
    write: line => {
      const { type } = JSON.parse(line) as LogRecord
      if (isWritten(type)) process.stdout.write(asOldLine(line))
    }
  })
