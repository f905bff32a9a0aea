import type { FastifyRequest } from 'fastify'
import { headerOf } from '../server/request.js'

/** Whether a page's script asks, and not its form. */
export const wantsJson = (request: FastifyRequest): boolean =>
  headerOf(request, 'accept') === 'application/json'
