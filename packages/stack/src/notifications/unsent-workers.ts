import { isObject, textOf, type Prepare } from '../engine/execution/attempt.js'
import { JOB_ERRORS } from '../engine/execution/job-error.js'
import type { Engine } from '../engine/api.js'

/** What both would send, to a phone or by SMS, needs Google, Apple or a provider: it is written as a mail instead. */
const unsent =
  (engine: () => Engine, what: string): Prepare =>
  ({ instance, job, onRecord }) => {
    const { message } = job
    if (message === null) throw JOB_ERRORS.noMessage()
    if (!isObject(message)) throw JOB_ERRORS.badMessage()
    return Promise.resolve(async () => {
      const about = textOf(message.title) || textOf(message.message)
      const mail = message.mail_fallback
      const instead = isObject(mail) ? 'it goes by mail instead' : 'and it has no content_html for a mail'
      onRecord({ type: 'info', message: `No ${what} leaves this stack (${about}): ${instead}` }, true)
      if (isObject(mail)) await engine().push(instance, { worker: 'sendmail', message: mail })
      return { noRetry: true }
    })
  }

/** The workers `push` and `sms`. */
export const unsentWorkers = (engine: () => Engine): Record<'push' | 'sms', Prepare> => ({
  push: unsent(engine, 'message to a phone'),
  sms: unsent(engine, 'SMS')
})
