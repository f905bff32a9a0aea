import type { StackConfig } from '../config.js'
import { textOf } from '../engine/execution/attempt.js'
import { contextOf } from '../installs/context.js'
import type { Instance } from '../instances/api.js'
import { INSTANCE_SETTINGS_ID, SETTINGS } from '../settings/instance-settings.js'
import { MAIL_ERRORS } from './errors.js'
import type { MailAddress, MailMessage, MailMode } from './mail.js'

/** What the head of a mail says. */
export interface Envelope {
  from: MailAddress
  to: MailAddress[]
  replyTo?: MailAddress
}

type Config = Pick<StackConfig, 'contexts' | 'mail'>

/** Whom the stack writes as: `mail` of cozy.yaml, or what the instance's context says. */
export const senderOf = (config: Config, instance: Instance): { from: MailAddress; replyTo: string } => {
  const context = contextOf(config, instance)
  const { noreplyAddress, noreplyName, replyTo } = config.mail
  const host = instance.domain.replace(/:\d+$/, '')
  return {
    from: {
      name: textOf(context.noreply_name) || noreplyName,
      email: textOf(context.noreply_address) || noreplyAddress || `noreply@${host}`
    },
    replyTo: textOf(context.reply_to) || replyTo
  }
}

/** The owner's own address, or the one that they have still to confirm. */
const ownerOf = async (instance: Instance, field: 'email' | 'pending_email'): Promise<MailAddress> => {
  const settings = await instance.documents.get(SETTINGS, INSTANCE_SETTINGS_ID)
  const email = textOf(settings[field])
  if (email === '') {
    throw field === 'email'
      ? MAIL_ERRORS.noAddress(instance.domain)
      : MAIL_ERRORS.noPendingAddress(instance.domain)
  }
  return { name: textOf(settings.public_name), email }
}

/** `Alice <alice@example.org>` is taken as it stands, as the real stack does. */
const given = ({ name, email }: MailAddress): MailAddress => {
  const found = /^(.*)<([^<>]*)>$/s.exec(email.trim())
  return found
    ? { name: found[1]!.trim(), email: found[2]!.trim() }
    : { name: name ?? '', email: email.trim() }
}

/** Who sends a mail and who gets it. Throws `JobError` for a mode that nobody knows, and where an address is missing. */
export const envelopeOf = async (
  config: Config,
  instance: Instance,
  { mode, to }: Pick<MailMessage, 'mode' | 'to'>
): Promise<Envelope> => {
  const { from, replyTo } = senderOf(config, instance)
  const asStack = async (field: 'email' | 'pending_email'): Promise<Envelope> => ({
    from,
    to: [await ownerOf(instance, field)],
    ...(replyTo !== '' && { replyTo: { ...from, email: replyTo } })
  })
  switch (mode as MailMode) {
    case 'noreply':
    case 'campaign':
    case 'support':
      return asStack('email')
    case 'pending':
      return asStack('pending_email')
    case 'from': {
      const owner = await ownerOf(instance, 'email')
      const name = owner.name ?? ''
      const others = (to ?? []).map(given).filter(({ email }) => email !== '')
      if (others.length === 0) throw MAIL_ERRORS.noRecipient()
      return { from: { ...from, name }, to: others, replyTo: owner }
    }
    default:
      throw MAIL_ERRORS.unknownMode(mode)
  }
}
