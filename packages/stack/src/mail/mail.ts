/** Who a mail is from and for; the words of the real stack's `sendmail` worker. */
export type MailMode = 'noreply' | 'pending' | 'from' | 'support' | 'campaign'

export interface MailAddress {
  name?: string
  email: string
}

export interface MailPart {
  /** `text/plain` or `text/html`. */
  type: string
  body: string
}

export interface MailAttachment {
  filename: string
  /** Base64. */
  content: string
}

/** The message of a job of the worker `sendmail`, as the real stack words it. */
export interface MailMessage {
  mode: string
  subject?: string
  /** For the mode `from` alone: the other modes write to the owner. */
  to?: MailAddress[]
  date?: string
  parts?: MailPart[]
  /** One of the stack's own texts: it gives subject and parts. */
  template_name?: string
  template_values?: Record<string, unknown>
  /** Ours: more of them, sealed. */
  template_values_encrypted?: string
  attachments?: MailAttachment[]
  /** Of the template; the instance's where absent. */
  locale?: string
}
