import type { FastifyReply, FastifyRequest } from 'fastify'
import { routeUrl } from '../../instances/addresses.js'
import type { Instance } from '../../instances/api.js'
import { sendNoticePage } from './notice-page.js'
import { inLanguageOf } from './texts/language.js'
import { LIMIT_TEXTS } from './texts/limit.js'

/** Tells the owner that the instance has as many connected devices as it may have. */
export const sendClientsLimitPage = (
  request: FastifyRequest,
  reply: FastifyReply,
  instance: Instance,
  { count, limit }: { count: number; limit: number }
): FastifyReply => {
  const texts = inLanguageOf(instance, LIMIT_TEXTS)
  const { subdomains } = request.server.stack.config
  return sendNoticePage(reply, instance, 200, {
    title: texts.title,
    paragraphs: [texts.message(count, limit), texts.whatToDo],
    link: { href: routeUrl(instance, 'settings#/connectedDevices', subdomains), label: texts.devices }
  })
}
