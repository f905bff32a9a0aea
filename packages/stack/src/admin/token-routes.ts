import type { FastifyInstance } from 'fastify'
import { HttpError } from '../server/http-error.js'
import { queryOf } from '../server/request.js'
import { signToken, VALIDITY, type Audience } from '../permissions/token.js'
import { namedInstance } from './instance-routes.js'
import { parseDuration } from './duration.js'

const AUDIENCES = new Map<string, Audience>([
  ['cli', 'cli'],
  ['app', 'app'],
  ['webapp', 'app'],
  ['konn', 'konn'],
  ['konnector', 'konn']
])

/** `POST /instances/token`: a token for the command line, an app or a konnector, as plain text. */
export const addTokenRoutes = (server: FastifyInstance): void => {
  server.post('/instances/token', async (request, reply) => {
    const instance = namedInstance(request, queryOf(request, 'Domain'))
    const asked = queryOf(request, 'Audience')
    const audience = AUDIENCES.get(asked)
    if (!audience) throw new HttpError(400, `Unknown audience ${asked}`)
    const now = server.stack.clock.now().getTime()
    const expire = parseDuration(queryOf(request, 'Expire'))
    const token = await signToken(instance, {
      audience,
      subject: queryOf(request, 'Subject'),
      scope: queryOf(request, 'Scope'),
      // A token holds the date of its making alone, so another life is another date.
      issuedAt: expire ? now + expire - (VALIDITY[audience] ?? 0) : now
    })
    return reply.code(200).header('content-type', 'text/plain; charset=UTF-8').send(token)
  })
}
