import type { FastifyReply, FastifyRequest } from 'fastify'
import { currentSession } from '../auth/current-session.js'
import { sendNoticePage } from '../auth/pages/notice-page.js'
import { pageUrl } from '../instances/addresses.js'
import type { Instance } from '../instances/api.js'
import { sendJson } from '../server/json-api.js'
import { managerUrl } from '../settings/manager.js'
import type { OfferedType } from './accepted-type.js'
import { blockedTexts, LOGIN_FAILED, MOVES, PAYMENT_FAILED } from './blocking-reasons.js'
import { termsWarnings } from './terms-warnings.js'

const supportAddress = (request: FastifyRequest, { context }: Instance): string => {
  const { contexts } = request.server.stack.config
  const settings = contexts[context] ?? contexts.default ?? {}
  return typeof settings.support_address === 'string' ? settings.support_address : 'contact@cozycloud.cc'
}

const sendBlockedPage = (
  request: FastifyRequest,
  reply: FastifyReply,
  instance: Instance,
  status: number,
  reason: string
): FastifyReply => {
  const { title, contact } = blockedTexts(instance.locale)
  const paragraphs = [...(reason === '' ? [] : [reason]), `${contact} ${supportAddress(request, instance)}.`]
  return sendNoticePage(reply, instance, status, { title, paragraphs })
}

/** A bare list, and not the `errors` of JSON:API, as on the real stack. */
const sendReasons = (
  request: FastifyRequest,
  reply: FastifyReply,
  instance: Instance,
  status: number
): FastifyReply => {
  const warnings = termsWarnings(request, instance)
  const unknown = {
    status: String(status),
    title: 'Blocked',
    code: 'UNKNOWN',
    detail: blockedTexts(instance.locale).unknown,
    source: {}
  }
  return sendJson(reply, status, warnings.length > 0 ? warnings : [unknown])
}

/** Answers for an instance that is blocked; false where the request is served all the same. */
export const answerBlocked = async (
  request: FastifyRequest,
  reply: FastifyReply,
  instance: Instance,
  path: string,
  type: OfferedType
): Promise<boolean> => {
  const { blocking_reason: reason = '' } = instance.details
  const texts = blockedTexts(instance.locale)
  const isJson = type.startsWith('application/')
  if (reason === LOGIN_FAILED) {
    sendBlockedPage(request, reply, instance, 503, texts.login)
  } else if (MOVES.includes(reason)) {
    // What shows how far the move is.
    if (path.startsWith('/move/')) return false
    // The words are those of a payment on the real stack too.
    if (isJson) sendJson(reply, 503, { error: texts.payment })
    else void reply.redirect(pageUrl(instance, '/move/importing'), 302)
  } else {
    const manager = managerUrl(request.server.stack.config, instance, 'blocked')
    const isManaged = manager !== '' && (await currentSession(request, instance)) !== undefined
    const status = reason === PAYMENT_FAILED && !isManaged ? 402 : 503
    if (isJson) sendReasons(request, reply, instance, status)
    else if (isManaged) void reply.redirect(manager, 302)
    else sendBlockedPage(request, reply, instance, status, reason === PAYMENT_FAILED ? texts.payment : reason)
  }
  return true
}
