import type { FastifyReply, FastifyRequest } from 'fastify'
import type { StackConfig } from '../config.js'

/** What may be done with an answer of the API in a browser: nothing. */
export const API_CSP = "default-src 'none';frame-src 'none';frame-ancestors 'none';base-uri 'none';"

const METHODS = 'GET,HEAD,PUT,PATCH,POST,DELETE'
const TWELVE_HOURS = '43200'

export const addSecurityHeaders = (
  reply: FastifyReply,
  { disableCsp }: Pick<StackConfig, 'disableCsp'>
): void => {
  if (!disableCsp) reply.header('content-security-policy', API_CSP)
  reply.header('x-content-type-options', 'nosniff')
}

/**
 * What lets a web app of its own sub-domain call the API. The guard has seen the Origin already. Answers a preflight
 * and returns true then.
 */
export const addCorsHeaders = (request: FastifyRequest, reply: FastifyReply): boolean => {
  const { origin } = request.headers
  // Pages of the login family are never to be called from elsewhere.
  if (origin === undefined || request.url.startsWith('/auth/')) return false
  reply
    .header('vary', 'Origin')
    .header('access-control-allow-origin', origin)
    .header('access-control-allow-credentials', 'true')
  if (request.method !== 'OPTIONS') return false
  const asked = request.headers['access-control-request-headers']
  if (asked) reply.header('access-control-allow-headers', asked)
  void reply
    .header('vary', 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers')
    .header('access-control-allow-methods', METHODS)
    .header('access-control-max-age', TWELVE_HOURS)
    .code(204)
    .send()
  return true
}
