import type { FastifyInstance } from 'fastify'
import { sendNotImplemented } from '../server/not-found.js'

/** Their names would be taken for the id of a file. */
const MISSING = [
  ['GET', '/files/_changes'],
  ['GET', '/files/fsck'],
  ['POST', '/files/_all_docs'],
  ['POST', '/files/archive'],
  ['POST', '/files/shared-drives']
] as const

/** Routes of the real stack that are not there yet. */
export const addMissingRoutes = (server: FastifyInstance): void => {
  for (const [method, url] of MISSING) {
    server.route({ method, url, handler: (_request, reply) => sendNotImplemented(reply, `${method} ${url}`) })
  }
}
