import type { JobDoc } from '../engine/api.js'
import type { Instance } from '../instances/api.js'
import type { Stack } from '../stack.js'
import type { MailAddress, MailAttachment, MailMessage, MailMode, MailPart } from './mail.js'
import { sealValues } from './sealed-values.js'
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
  /** What its template says: `PublicName`, `BaseURL` … */
  values?: Record<string, unknown>
  /** The same, for what gives access: codes, links with a token. Whoever may read jobs can't read these. */
  secrets?: Record<string, unknown>
  locale?: string
  attachments?: MailAttachment[]
}

/**
 * Sends a mail as the real stack does: by a job of the worker `sendmail`, which is stored when this settles. It becomes
 * a file in the folder `mails` of the data.
 *
 * @example
 * await sendMail(stack, instance, { mode: 'noreply', template: 'two_factor', secrets: { TwoFactorPasscode: code } })
 */
export const sendMail = async (
  { engine, keyring }: Pick<Stack, 'engine' | 'keyring'>,
  instance: Instance,
  { template, values, secrets, ...mail }: Mail
): Promise<JobDoc> => {
  const purpose = { mode: mail.mode, template: template ?? '' }
  const message: MailMessage = {
    ...mail,
    ...(template && { template_name: template }),
    ...(values && { template_values: values }),
    ...(secrets && { template_values_encrypted: await sealValues(keyring, instance, purpose, secrets) })
  }
  return engine.push(instance, { worker: 'sendmail', message })
}
