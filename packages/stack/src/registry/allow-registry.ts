import type { FastifyReply, FastifyRequest } from 'fastify'
import { allowWholeType, permissionOf } from '../permissions/allow.js'
import { HttpError } from '../server/http-error.js'

/** Throws 403 unless an app asks, or a client of OAuth: neither a konnector nor the command line. */
export const allowApp = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
  const { type } = await permissionOf(request, reply)
  if (type !== 'app' && type !== 'oauth') throw new HttpError(403)
}

/** Throws 403 unless who asks may read the apps. */
export const allowReader = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
  try {
    await allowWholeType(request, reply, 'GET', 'io.cozy.apps')
  } catch (error) {
    if (error instanceof HttpError) throw new HttpError(403)
    throw error
  }
}
