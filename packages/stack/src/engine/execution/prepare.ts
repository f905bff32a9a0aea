import type { Prepare } from './attempt.js'
import { JOB_ERRORS } from './job-error.js'
import { prepareKonnector } from './konnector.js'
import { prepareService } from './service.js'

const prepareLog: Prepare = attempt => {
  const { message: given, trigger_id: trigger } = attempt.job
  // Of a trigger that has none, the real stack reads back the word null, and takes it for an empty text.
  const message = given === null && trigger !== undefined ? '' : given
  if (typeof message !== 'string') throw message === null ? JOB_ERRORS.noMessage() : JOB_ERRORS.badMessage()
  return Promise.resolve(() => {
    attempt.onRecord({ type: 'info', message }, true)
    return Promise.resolve({ noRetry: false })
  })
}

const WORKERS: Readonly<Record<string, Prepare>> = {
  service: prepareService,
  konnector: prepareKonnector,
  log: prepareLog
}

/** Prepares an execution by the worker that the job is for. Throws `JobError`. */
export const prepare: Prepare = async attempt => {
  const { worker } = attempt.job
  const all = { ...attempt.parts.furtherWorkers, ...WORKERS }
  const own = Object.hasOwn(all, worker) ? all[worker] : undefined
  if (!own) throw JOB_ERRORS.notHere(worker)
  return own(attempt)
}
