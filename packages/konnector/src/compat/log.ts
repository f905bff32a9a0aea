import type { LogFields } from '@cozy-jobs/logging'
import { isWritten, setLeast, SEVERITY } from './old-lines.js'
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

const filters: Filter[] = []

const isNoRetry = (message: unknown): boolean =>
  typeof message === 'object' && message !== null && 'no_retry' in message && message.no_retry === true

const write = (type: string, message: unknown, label: unknown, namespace: string | undefined): void => {
  if (SEVERITY[type] === undefined || type === 'secret' || !isWritten(type) || message instanceof Secret)
    return
  if (!filters.every(filter => filter(type, message, label, namespace))) return
  const fields: LogFields = {
    ...(label !== undefined && label !== '' && { label }),
    ...(namespace !== undefined && { namespace })
  }
  const log = processLog()
  if (type === 'critical') log.critical(message, { ...fields, noRetry: isNoRetry(message) })
  // Without a message a line is empty, and not `undefined`: a stack takes that of an error for what has happened.
  else log[type === 'ok' ? 'info' : (type as 'debug' | 'info' | 'warn' | 'error')](message ?? '', fields)
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
    setLevel: setLeast,
    setNoRetry: (error: object) => Object.assign(error, { no_retry: true }),
    Secret
  })
}

export const log = createLog('cozy-konnector-libs')
