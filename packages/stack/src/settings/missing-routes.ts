import type { FastifyInstance } from 'fastify'
import { allowWholeType, permissionOf } from '../permissions/allow.js'
import { PERMISSION_ERRORS } from '../permissions/errors.js'
import { sendNotImplemented } from '../server/not-found.js'

const CONFIG = { notImplemented: true } as const

/** What a manager, RabbitMQ or the vault does on the real stack: who may not ask for it is told so, others get 501. */
export const addMissingRoutes = (server: FastifyInstance): void => {
  for (const path of ['/settings/instance/deletion', '/settings/instance/deletion/force']) {
    server.post(path, { config: CONFIG }, async (request, reply) => {
      const { type, slug } = await permissionOf(request, reply)
      if (type !== 'app' || slug !== 'settings') throw PERMISSION_ERRORS.forbidden()
      return sendNotImplemented(reply, `POST ${path}`)
    })
  }
  server.post('/settings/vault', { config: CONFIG }, async (request, reply) => {
    await allowWholeType(request, reply, 'POST', 'com.bitwarden.ciphers')
    return sendNotImplemented(reply, 'POST /settings/vault')
  })
}
