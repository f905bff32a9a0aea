import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Instance } from '../instances/api.js'
import { HttpError } from '../server/http-error.js'
import { sendJson } from '../server/json-api.js'
import { headerOf } from '../server/request.js'
import { managerUrl } from '../settings/manager.js'
import { parseTerms, areUnsigned } from '../settings/terms.js'
import { acceptedType, type OfferedType } from './accepted-type.js'
import { answerBlocked } from './blocked.js'
import type { RouteGroup } from './route-group.js'
import { termsWarnings } from './terms-warnings.js'

/** Whether the day of the terms has come, and they are not signed. */
const areOverdue = ({ details: { tos, tos_latest } }: Instance, now: Date): boolean => {
  const date = parseTerms(tos_latest)?.date
  return date !== undefined && now > date && areUnsigned(tos_latest, tos)
}

const answerOverdue = (
  request: FastifyRequest,
  reply: FastifyReply,
  instance: Instance,
  type: OfferedType
): boolean => {
  const { clock, config } = request.server.stack
  const page = managerUrl(config, instance, 'tos')
  if (instance.details.register_token !== undefined || page === '') return false
  if (!areOverdue(instance, clock.now())) return false
  if (type.startsWith('application/')) sendJson(reply, 402, termsWarnings(request, instance))
  else void reply.redirect(page, 302)
  return true
}

/**
 * Answers instead of the route where the instance is blocked, is being deleted, or its owner has not signed the terms
 * of service in time; true where it has. `group` is `app` on an app's own host.
 */
export const checkInstance = async (
  request: FastifyRequest,
  reply: FastifyReply,
  instance: Instance,
  group: RouteGroup | 'app'
): Promise<boolean> => {
  const [path = '/'] = request.url.split('?')
  const fallback = group === 'api' ? 'application/vnd.api+json' : 'text/html'
  const type = acceptedType(headerOf(request, 'accept'), fallback)
  const { blocked, deleting } = instance.details
  if (blocked === true && (await answerBlocked(request, reply, instance, path, type))) return true
  if (deleting === true && group !== 'api') throw new HttpError(404, 'Instance not found', {})
  return group !== 'pages' && answerOverdue(request, reply, instance, type)
}
