import type { FastifyRequest } from 'fastify'
import type { Instance } from '../instances/api.js'
import { atDomain } from '../instances/stored-instance.js'
import type { Permission } from '../permissions/permission.js'
import type { Refusal } from '../permissions/tell-refusal.js'
import type { Stack } from '../stack.js'
import { watchedInstance } from '../runs/watched-instance.js'
import { HttpError } from './http-error.js'

declare module 'fastify' {
  interface FastifyInstance {
    stack: Stack
  }
  interface FastifyRequest {
    /** Kept once it has been worked out: one request asks for it several times. */
    permission: Permission | undefined
    /** The last permission that was missing, though another may have served. */
    refusal: Refusal | undefined
    /** The run whose token the request has, undefined for everybody else's. */
    run: string | undefined
    /** The instance as that run has it: what it writes is noted. */
    watched: Instance | undefined
  }
}

/** The instance that the request's Host names, port included. Throws 404 where there is none, as the real stack. */
export const instanceOf = (request: FastifyRequest): Instance => {
  const host = (request.headers.host ?? '').toLowerCase()
  const found = request.server.stack.instances.get(host)
  if (!found) throw new HttpError(404, 'Instance not found')
  const instance = found.domain === host ? found : atDomain(found, host)
  if (request.run === undefined) return instance
  return (request.watched ??= watchedInstance(request.server.stack, instance, request.run))
}

/** One parameter of the query; the first where it is given twice, '' where it is absent, as Go has it. */
export const queryOf = (request: FastifyRequest, name: string): string =>
  (request.query as Record<string, string>)[name] ?? ''

/** One parameter of the path, decoded. */
export const paramOf = (request: FastifyRequest, name: string): string =>
  (request.params as Record<string, string>)[name] ?? ''

/** One header; '' where it is absent. */
export const headerOf = (request: FastifyRequest, name: string): string => {
  const value = request.headers[name]
  return (Array.isArray(value) ? value[0] : value) ?? ''
}
