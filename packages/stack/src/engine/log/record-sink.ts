import type { JobDoc } from '../api.js'
import type { EngineParts } from '../parts.js'
import { isShown } from './is-shown.js'
import { recordLine } from './record-line.js'
import { openServicesLog } from './services-log.js'

/** Where the lines of the jobs go: the person's log, the log file, those who listen. */
export interface RecordSink {
  write(job: JobDoc, record: { type: string; message: string }, own: boolean): void
  /** What is said of a job, not by it: for the logs alone. */
  tell(job: JobDoc, remark: { type: string; message: string }): void
  close(): Promise<void>
}

/** A log file that can't be written is told once, and is no reason to stop the jobs. */
export const createRecordSink = (
  { config, clock, events, log }: EngineParts,
  warn: (text: string) => void
): RecordSink => {
  let broken = false
  const onError = (error: unknown): void => {
    if (!broken) warn(`Failed to write ${config.logFile}: ${String(error)}. The jobs go on without it.`)
    broken = true
  }
  const file = config.logFile ? openServicesLog(config.logFile, onError) : undefined
  const tell: RecordSink['tell'] = (job, remark) => {
    const line = recordLine(job, remark)
    const isDebugged = config.debugged?.until(job.domain, clock.now()) !== undefined
    if (isShown(remark.type, isDebugged ? 'debug' : config.logLevel)) log(line)
    file?.write(`${clock.now().toISOString()} ${line}`)
  }
  return {
    tell,
    write: (job, record, own) => {
      tell(job, record)
      events.emit('engine', { type: 'record', job, record, own })
    },
    close: async () => file?.close()
  }
}
