import { allClients } from '../auth/clients/find-clients.js'
import type { Engine } from '../engine/api.js'
import type { Instance } from '../instances/api.js'
import type { MailMessage, MailPart } from '../mail/mail.js'
import type { Category } from './category.js'
import type { NotificationDraft } from './notification.js'

/** What is said to whom: the stored notification, and how it wants to be sent. */
export interface Sending {
  id: string
  sourceId: string
  draft: NotificationDraft
  category: Category
}

/** A phone that has told the stack where messages for it go. */
export const hasNotifiableDevice = async (instance: Instance): Promise<boolean> =>
  (await allClients(instance)).some(
    ({ notification_platform: platform, notification_device_token: token }) => platform && token
  )

/** Only what has HTML is worth a mail: the real stack sends none for the others. */
export const mailOf = ({
  title,
  content,
  content_html: html
}: NotificationDraft): MailMessage | undefined => {
  if (html === undefined) return undefined
  const parts: MailPart[] = [
    ...(content === undefined ? [] : [{ type: 'text/plain', body: content }]),
    { type: 'text/html', body: html }
  ]
  return { mode: 'noreply', subject: title ?? '', parts }
}

/** At once, or by a trigger at the date that the notification names. */
const push = async (
  engine: Engine,
  instance: Instance,
  worker: string,
  message: unknown,
  at: string | undefined
): Promise<void> => {
  if (at === undefined) await engine.push(instance, { worker, message })
  else await engine.triggers.create(instance, { type: '@at', arguments: at, worker, message })
}

const pushMessage = ({ id, sourceId, draft, category }: Sending): Record<string, unknown> => {
  const { title, message, priority, sound, data } = draft
  const mail = mailOf(draft)
  return {
    notification_id: id,
    source: sourceId,
    ...(title !== undefined && { title }),
    ...(message !== undefined && { message }),
    ...(priority !== undefined && { priority }),
    ...(sound !== undefined && { sound }),
    ...(category.collapsible && { collapsible: true }),
    ...(data !== undefined && { data }),
    ...(mail && { mail_fallback: mail })
  }
}

/**
 * Sends by the first channel that takes it; mail is the last where nothing else is wanted. A phone takes it where one
 * is known. Throws `EngineError` for a date that is none.
 */
export const send = async (
  engine: Engine,
  instance: Instance,
  sending: Sending,
  warn: (text: string) => void
): Promise<void> => {
  const { draft, id } = sending
  const wanted = draft.preferred_channels ?? []
  for (const channel of wanted.includes('mail') ? wanted : [...wanted, 'mail']) {
    if (channel === 'mobile') {
      if (await hasNotifiableDevice(instance)) {
        return push(engine, instance, 'push', pushMessage(sending), draft.at)
      }
    } else if (channel === 'sms') {
      const mail = mailOf(draft)
      const message = {
        notification_id: id,
        message: draft.message ?? '',
        ...(mail && { mail_fallback: mail })
      }
      return push(engine, instance, 'sms', message, draft.at)
    } else if (channel === 'mail') {
      const mail = mailOf(draft)
      return mail ? push(engine, instance, 'sendmail', mail, draft.at) : undefined
    } else {
      warn(
        `Failed to send a notification: nobody knows the channel ${JSON.stringify(channel)}. Use mobile, sms or mail.`
      )
    }
  }
}
