import type { FastifyReply, FastifyRequest } from 'fastify'
import { sendJson } from '../../server/json-api.js'
import { headerOf } from '../../server/request.js'

const refuse = (reply: FastifyReply, error: string): FastifyReply => sendJson(reply, 400, { error })

/** Refuses who would not take JSON. An Accept that is absent is refused too, as on the real stack. */
export const acceptsJson = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
  const accept = headerOf(request, 'accept')
  if (accept === '*/*' || accept.includes('application/json')) return undefined
  return refuse(reply, 'bad_accept_header')
}

/** Refuses what does not say that it is JSON. */
export const sendsJson = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> =>
  headerOf(request, 'content-type').startsWith('application/json')
    ? undefined
    : refuse(reply, 'bad_content_type')
