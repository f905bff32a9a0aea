import { isObject } from '../engine/execution/attempt.js'
import { JOB_ERRORS } from '../engine/execution/job-error.js'
import type { MailMessage } from './mail.js'

const TEXTS = ['mode', 'subject', 'date', 'template_name', 'template_values_encrypted', 'locale'] as const
const LISTS = {
  to: ['name', 'email'],
  parts: ['type', 'body'],
  attachments: ['filename', 'content']
} as const

const isText = (value: unknown): boolean => value === undefined || value === null || typeof value === 'string'

const isListOf = (value: unknown, fields: readonly string[]): boolean =>
  value === undefined ||
  value === null ||
  (Array.isArray(value) && value.every(item => isObject(item) && fields.every(field => isText(item[field]))))

/** The message of a job, as what it must be. Throws `JobError` where it is something else. */
export const readMessage = (message: unknown): MailMessage => {
  if (message === null) throw JOB_ERRORS.noMessage()
  const isMail =
    isObject(message) &&
    TEXTS.every(field => isText(message[field])) &&
    Object.entries(LISTS).every(([field, fields]) => isListOf(message[field], fields)) &&
    (message.template_values === undefined ||
      message.template_values === null ||
      isObject(message.template_values))
  if (!isMail) throw JOB_ERRORS.badMessage()
  return { ...message, mode: typeof message.mode === 'string' ? message.mode : '' }
}
