import type { Prepare } from '../engine/execution/attempt.js'
import type { Instance } from '../instances/api.js'
import type { Stack } from '../stack.js'
import { envelopeOf, senderOf, type Envelope } from './addresses.js'
import { composeMail } from './compose.js'
import { MAIL_ERRORS } from './errors.js'
import type { MailMessage, MailPart } from './mail.js'
import type { Outbox } from './outbox.js'
import { readMessage } from './read-message.js'
import { openValues } from './sealed-values.js'
import { renderTemplate } from './templates/render.js'

type Parts = Pick<Stack, 'clock' | 'config' | 'keyring'> & { outbox: Outbox }

const valuesOf = async (
  { keyring }: Parts,
  instance: Instance,
  {
    mode,
    template_name: template = '',
    template_values: open,
    template_values_encrypted: sealed
  }: MailMessage
): Promise<Record<string, unknown>> => ({
  ...open,
  ...(sealed && (await openValues(keyring, instance, { mode, template }, sealed)))
})

const contentOf = async (
  parts: Parts,
  instance: Instance,
  message: MailMessage
): Promise<{ subject: string; parts: readonly MailPart[] }> => {
  const name = message.template_name ?? ''
  if (name !== '') {
    const values = await valuesOf(parts, instance, message)
    return renderTemplate(name, message.locale || instance.locale, instance, values)
  }
  if (!message.subject) throw MAIL_ERRORS.noSubject()
  return { subject: message.subject, parts: message.parts ?? [] }
}

/** What the owner has written to the support, beside the confirmation that they get. */
const supportRequest = (
  { config }: Parts,
  instance: Instance,
  { to }: Envelope,
  message: MailMessage
): Envelope & { subject: string; parts: MailPart[] } => {
  const { from, replyTo } = senderOf(config, instance)
  const owner = to[0]!
  const body = message.template_values?.Body
  return {
    from: owner,
    // Without an address of the support the real stack breaks off.
    to: [{ ...from, email: replyTo || from.email }],
    replyTo: owner,
    subject: message.subject ?? '',
    parts: [
      {
        type: 'text/plain',
        body: `A request for support from ${instance.domain}:\n\n${typeof body === 'string' ? body : ''}\n`
      }
    ]
  }
}

/** The worker `sendmail`: each mail becomes a file of its own, and a line of the log says which. */
export const createSendmail =
  (parts: Parts): Prepare =>
  ({ instance, job, onRecord }) => {
    const message = readMessage(job.message)
    const write = async (
      letter: Envelope & { subject: string; parts: readonly MailPart[] }
    ): Promise<void> => {
      const now = parts.clock.now()
      const asked = new Date(message.date ?? '')
      const mail = await composeMail({
        ...letter,
        attachments: message.attachments ?? [],
        date: Number.isNaN(asked.getTime()) ? now : asked,
        domain: instance.domain
      })
      const path = await parts.outbox.write(instance, mail, now)
      onRecord({ type: 'info', message: `Mail written to ${path}` }, true)
    }
    return Promise.resolve(async () => {
      const envelope = await envelopeOf(parts.config, instance, message)
      if (message.mode === 'support') await write(supportRequest(parts, instance, envelope, message))
      await write({ ...envelope, ...(await contentOf(parts, instance, message)) })
      return { noRetry: false }
    })
  }
