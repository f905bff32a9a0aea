import type { FastifyRequest } from 'fastify'

const WELL_FORMED = /^\s*[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+\s*(?:;.*)?$/

/**
 * Has a body read whatever its content type is said to be. The real stack looks at none; Fastify answers 415 to one that
 * it can't parse before any route is asked.
 */
export const takeAnyContentType = (request: FastifyRequest): void => {
  const type = request.raw.headers['content-type']
  if (type === undefined || WELL_FORMED.test(type)) return
  request.headers = { 'content-type': 'application/octet-stream' }
}
