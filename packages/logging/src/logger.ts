import { LEVELS, type Level, type LogRecord } from './api.js'
import { fitLine } from './fit-line.js'
import { createMasker } from './mask/masker.js'
import { toPlain } from './plain.js'
import { formatPretty } from './pretty.js'

/** What goes with a message; the names that a record has itself (`type`, `message` …) are left out. */
export type LogFields = Record<string, unknown>

/** Writes log lines. A message may be anything: of an Error its message is taken, and the rest goes into `error`. */
export interface Logger {
  debug(message: unknown, fields?: LogFields): void
  info(message: unknown, fields?: LogFields): void
  warning(message: unknown, fields?: LogFields): void
  /** The same as {@link Logger.warning}. */
  warn(message: unknown, fields?: LogFields): void
  error(message: unknown, fields?: LogFields): void
  /** `noRetry`: the stack does not run the job again. */
  critical(message: unknown, fields?: LogFields & { noRetry?: boolean }): void
  /** Masks these as well from now on, such as a password read from an account. */
  hide(secrets: readonly string[]): void
}

/** How a logger writes. */
export interface LoggerOptions {
  /** Takes one line with its end; standard output where absent. */
  write?: (line: string) => void
  /** Values that no line may show, in no encoding; see `createMasker`. */
  secrets?: readonly string[]
  /** `json` for a stack, `pretty` for a person. */
  format?: 'json' | 'pretty'
  /** Whether `pretty` colours. */
  color?: boolean
  /** The least severe level that is written: `debug` where absent. */
  level?: Level
  /** The present moment. */
  now?: () => Date
}

const RESERVED = ['type', 'message', 'timestamp', 'no_retry', 'noRetry']

/**
 * A logger of the lines that a stack reads: one JSON object each, under 64 KiB, secrets masked.
 *
 * @example createLogger().info('3 bills saved', { account: 'a1' })
 */
export function createLogger(options: LoggerOptions = {}): Logger {
  const {
    write = line => void process.stdout.write(line),
    format = 'json',
    color = false,
    level = 'debug'
  } = options
  const { now = () => new Date() } = options
  const secrets = [...(options.secrets ?? [])]
  let mask = createMasker(secrets)

  function log(type: Level, message: unknown, fields: LogFields = {}): void {
    if (LEVELS.indexOf(type) < LEVELS.indexOf(level)) return
    const record = toRecord(type, message, fields, now(), mask)
    write(format === 'json' ? fitLine(record) : `${formatPretty(record, { color })}\n`)
  }

  return {
    debug: (message, fields) => log('debug', message, fields),
    info: (message, fields) => log('info', message, fields),
    warning: (message, fields) => log('warning', message, fields),
    warn: (message, fields) => log('warning', message, fields),
    error: (message, fields) => log('error', message, fields),
    critical: (message, fields) => log('critical', message, fields),
    hide(more) {
      secrets.push(...more)
      mask = createMasker(secrets)
    }
  }
}

function toRecord(
  type: Level,
  message: unknown,
  fields: LogFields,
  now: Date,
  mask: (text: string) => string
): LogRecord {
  const record: LogRecord = { type, message: messageOf(message, mask) }
  if (type === 'critical' && fields['noRetry'] === true) record.no_retry = true
  record.timestamp = now.toISOString()
  const plain = toPlain(message instanceof Error ? { error: message, ...fields } : fields, mask)
  for (const [name, value] of Object.entries(plain as LogFields)) {
    if (!RESERVED.includes(name)) record[name] = value
  }
  return record
}

/** The stack takes the message for the error of the job: of an Error nothing else may be in it (`LOGIN_FAILED`). */
function messageOf(message: unknown, mask: (text: string) => string): string {
  const plain = toPlain(message instanceof Error ? message.message : message, mask)
  return typeof plain === 'string' ? plain : (JSON.stringify(plain) ?? String(plain))
}
