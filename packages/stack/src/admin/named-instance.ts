import type { FastifyRequest } from 'fastify'
import { StackError } from '../errors.js'
import type { Instance } from '../instances/api.js'
import { invalidParameter, JsonApiError, notFound } from '../server/http-error.js'
import { paramOf } from '../server/request.js'

/** The instance of a domain or an alias. Throws 404; the real stack answers some of its routes 500 then. */
export const namedInstance = (request: FastifyRequest, domain: string): Instance => {
  const instance = request.server.stack.instances.get(domain.trim().toLowerCase())
  if (!instance) throw notFound('Instance not found')
  return instance
}

/** The instance that the path names. Throws 404. */
export const instanceOfPath = (request: FastifyRequest): Instance =>
  namedInstance(request, paramOf(request, 'domain'))

/** What is answered to a domain that is none, or is taken; any other error stays as it is. */
export const domainRefusal = (error: unknown): unknown => {
  if (!(error instanceof StackError)) return error
  if (error.code === 'domain_taken') return new JsonApiError(409, 'Instance already exists')
  if (error.code === 'domain_unknown') return notFound('Instance not found')
  if (error.code !== 'domain_invalid') return error
  return invalidParameter('domain', 'Domain name contains illegal characters')
}
