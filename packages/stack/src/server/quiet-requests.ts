import { writeQuietly } from '@cozy-jobs/store'
import type { FastifyInstance } from 'fastify'
import { permissionOf } from '../permissions/allow.js'
import { HttpError } from './http-error.js'
import { headerOf } from './request.js'

/** Our own: the real stack has nothing like it, and passes it over. */
const HEADER = 'x-cozy-jobs-triggers'

/**
 * A request with `X-Cozy-Jobs-Triggers: none` fires no trigger by what it writes: an import puts back what was there.
 * Tokens of the command line alone may ask for it, which come from the admin port; any other one gets a 403, so that
 * nobody takes a write for quiet that is not.
 */
export const letRequestsBeQuiet = (server: FastifyInstance): void => {
  server.addHook('preHandler', (request, reply, done) => {
    const asked = headerOf(request, HEADER)
    if (asked === '') return done()
    if (asked !== 'none') return done(new HttpError(400, `${HEADER} is "none", or absent`))
    permissionOf(request, reply).then(
      ({ type }) => {
        if (type === 'cli') writeQuietly(done)
        else done(new HttpError(403, `${HEADER} is for tokens of the command line`))
      },
      (error: unknown) => done(error as Error)
    )
  })
}
