import type { Envelope } from './addresses.js'
import { MAIL_ERRORS } from './errors.js'
import type { MailAddress, MailAttachment, MailPart } from './mail.js'

export interface Letter extends Envelope {
  subject: string
  parts: readonly MailPart[]
  attachments?: readonly MailAttachment[]
  date: Date
  /** The header `X-Cozy` says which instance sent it. */
  domain: string
}

const TYPES = ['text/plain', 'text/html']

const address = ({ name = '', email }: MailAddress): { name: string; address: string } => ({
  name,
  address: email
})

/** A mail as RFC 5322 has it. Its parts keep their order: the last is what readers prefer. Throws `JobError`. */
export const composeMail = async (letter: Letter): Promise<Buffer> => {
  const { from, to, replyTo, subject, parts, attachments = [], date, domain } = letter
  const unknown = parts.find(({ type }) => !TYPES.includes(type))
  if (unknown) throw MAIL_ERRORS.unknownPart(unknown.type)
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer')
  return new MailComposer({
    from: address(from),
    to: to.map(address),
    ...(replyTo && { replyTo: address(replyTo) }),
    subject,
    date,
    headers: { 'X-Cozy': domain },
    alternatives: parts.map(({ type, body }) => ({ contentType: `${type}; charset=utf-8`, content: body })),
    attachments: attachments.map(({ filename, content }) => ({
      filename,
      content: Buffer.from(content, 'base64')
    })),
    // Whoever writes a mail names no file of this machine and no address that it should fetch.
    disableFileAccess: true,
    disableUrlAccess: true
  })
    .compile()
    .build()
}
