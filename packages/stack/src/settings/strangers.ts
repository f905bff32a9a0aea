import type { FastifyReply, FastifyRequest } from 'fastify'
import { permissionOf } from '../permissions/allow.js'
import { HttpError } from '../server/http-error.js'

/** Whatever is wrong with a token, the answer is 403: so it is for flags and context. */
export const refuseStrangers = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
  try {
    await permissionOf(request, reply)
  } catch {
    throw new HttpError(403)
  }
}
