import type { LogFields } from '@cozy-jobs/logging'
import { processLog } from './process-run.js'

type Filter = (type: string, message: unknown, label?: unknown, namespace?: string) => boolean
type Write = (type: string, message?: unknown, label?: unknown, namespace?: string) => void
type Say = (message: unknown, label?: unknown, namespace?: string) => void

/** The log as `cozy-logger` has it. */
export interface CozyLog extends Write {
  debug: Say
  info: Say
  ok: Say
  warn: Say
  error: Say
  critical: Say
  namespace(name: string): CozyLog
  addFilter(filter: Filter): void
  setLevel(level: string): void
  setNoRetry(error: object): object
  Secret: typeof Secret
}

/** An object that must not be logged: as text it throws. */
export class Secret {
  constructor(given: object) {
    Object.assign(this, given)
  }
  toString(): string {
    throw new Error('Cannot convert Secret to string')
  }
}

const SEVERITY: Record<string, number> = {
  secret: 0,
  debug: 10,
  info: 20,
  warn: 30,
  warning: 30,
  error: 40,
  ok: 50,
  critical: 50
}
const filters: Filter[] = []
let least = 0

const isNoRetry = (message: unknown): boolean =>
  typeof message === 'object' && message !== null && 'no_retry' in message && message.no_retry === true

const write = (type: string, message: unknown, label: unknown, namespace: string | undefined): void => {
  const severity = SEVERITY[type]
  if (severity === undefined || severity < least || type === 'secret' || message instanceof Secret) return
  if (!filters.every(filter => filter(type, message, label, namespace))) return
  const fields: LogFields = {
    ...(label !== undefined && label !== '' && { label }),
    ...(namespace !== undefined && { namespace })
  }
  const log = processLog()
  if (type === 'critical') log.critical(message, { ...fields, noRetry: isNoRetry(message) })
  else if (type === 'ok') log.info(message, fields)
  else log[type as 'debug' | 'info' | 'warn' | 'error'](message, fields)
}

/** A log whose lines name where they come from. */
export const createLog = (own: string | undefined): CozyLog => {
  const say =
    (type: string): Say =>
    (message, label, namespace = own) =>
      write(type, message, label, namespace)
  const log: Write = (type, message, label, namespace = own) => {
    if (SEVERITY[type] === undefined) write('debug', type, undefined, own)
    else write(type, message, label, namespace)
  }
  return Object.assign(log, {
    debug: say('debug'),
    info: say('info'),
    ok: say('ok'),
    warn: say('warn'),
    error: say('error'),
    critical: say('critical'),
    namespace: (name: string) => createLog(name),
    addFilter: (filter: Filter) => void filters.push(filter),
    setLevel: (level: string) => {
      least = SEVERITY[level] ?? 0
    },
    setNoRetry: (error: object) => Object.assign(error, { no_retry: true }),
    Secret
  })
}

export const log = createLog('cozy-konnector-libs')
