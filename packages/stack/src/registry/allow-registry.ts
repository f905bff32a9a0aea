import type { FastifyReply, FastifyRequest } from 'fastify'
import { currentSession } from '../auth/current-session.js'
import { allowWholeType, permissionOf } from '../permissions/allow.js'
import { HttpError } from '../server/http-error.js'
import { instanceOf } from '../server/request.js'

/** Throws 403 unless an app asks, or a client of OAuth: neither a konnector nor the command line. */
export const allowApp = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
  const { type } = await permissionOf(request, reply)
  if (type !== 'app' && type !== 'oauth') throw new HttpError(403)
}

/** Says no more than 403, whatever is wrong with the token. */
const withoutReason = async (check: Promise<void>): Promise<void> => {
  try {
    await check
  } catch (error) {
    if (error instanceof HttpError) throw new HttpError(403)
    throw error
  }
}

/** The same for one version of an application, where a token that is absent or wrong is 403 too. */
export const allowAppOnly: typeof allowApp = (request, reply) => withoutReason(allowApp(request, reply))

/** Throws 403 unless who asks is logged in, or may read the apps. */
export const allowReader: typeof allowApp = async (request, reply) => {
  if (await currentSession(request, instanceOf(request))) return
  await withoutReason(allowWholeType(request, reply, 'GET', 'io.cozy.apps'))
}
