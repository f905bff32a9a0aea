import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Instance } from '../../instances/api.js'
import { textsOf } from '../../server/texts.js'
import { sendNoticePage, type Link } from './notice-page.js'
import { ERROR_TEXTS } from './texts/errors.js'
import { inLanguageOf } from './texts/language.js'

export interface AuthError {
  /** A general one where absent. */
  title?: string
  /** What the real stack calls the error (`Error No state parameter`), or a sentence in the instance's language. */
  message: string
  /** Where to go on; to the start of the Cozy where absent. */
  link?: Link
}

/** Answers a browser with a page that says what is wrong. */
export const sendAuthErrorPage = (
  _request: FastifyRequest,
  reply: FastifyReply,
  instance: Instance,
  status: number,
  { title, message, link }: AuthError
): FastifyReply => {
  const known = inLanguageOf(instance, ERROR_TEXTS)
  return sendNoticePage(reply, instance, status, {
    title: title ?? textsOf(instance.locale).errorTitle,
    paragraphs: [Object.hasOwn(known, message) ? known[message]! : message],
    link: link ?? { href: '/', label: textsOf(instance.locale).goHome }
  })
}
