import type { JobDoc } from '../engine/api.js'
import type { Instance } from '../instances/api.js'
import type { Stack } from '../stack.js'
import type { MailAddress, MailAttachment, MailMessage, MailMode, MailPart } from './mail.js'
import type { TemplateName } from './templates/templates.js'

/** A mail of the stack itself. */
export interface Mail {
  /** `noreply` to the owner, `pending` to the address that they have still to confirm, `from` them to others. */
  mode: MailMode
  to?: MailAddress[]
  /** Not for a template, which has its own. */
  subject?: string
  parts?: MailPart[]
  template?: TemplateName
  /** What its template says: `PublicName`, `PassphraseResetLink` … */
  values?: Record<string, unknown>
  locale?: string
  attachments?: MailAttachment[]
}

/**
 * Sends a mail as the real stack does: by a job of the worker `sendmail`, which is stored when this settles. It becomes
 * a file in the folder `mails` of the data.
 *
 * @example
 * await sendMail(stack, instance, { mode: 'noreply', template: 'two_factor', values: { TwoFactorPasscode: code } })
 */
export const sendMail = (
  { engine }: Pick<Stack, 'engine'>,
  instance: Instance,
  { template, values, ...mail }: Mail
): Promise<JobDoc> => {
  const message: MailMessage = {
    ...mail,
    ...(template && { template_name: template }),
    ...(values && { template_values: values })
  }
  return engine.push(instance, { worker: 'sendmail', message })
}
