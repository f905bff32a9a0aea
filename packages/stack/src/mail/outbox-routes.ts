import { basename } from 'node:path'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Instance } from '../instances/api.js'
import { HttpError } from '../server/http-error.js'
import { sendJson } from '../server/json-api.js'
import { paramOf, queryOf } from '../server/request.js'
import type { Stack } from '../stack.js'

/** `GET /mails?Domain=` lists the files of an instance's mails, `GET /mails/:file?Domain=` is one of them. */
export const addOutboxRoutes = (server: FastifyInstance, { instances, outbox }: Stack): void => {
  const instanceFor = (request: FastifyRequest): Instance => {
    const instance = instances.get(queryOf(request, 'Domain').toLowerCase())
    if (!instance) throw new HttpError(404, 'Instance not found')
    return instance
  }

  server.get('/mails', async (request, reply) => {
    const files = await outbox.list(instanceFor(request))
    return sendJson(reply, 200, { mails: files.map(path => ({ file: basename(path), path })) })
  })

  server.get('/mails/:file', async (request, reply) => {
    const mail = await outbox.read(instanceFor(request), paramOf(request, 'file'))
    if (!mail) throw new HttpError(404)
    // A browser shows it as text or saves it, and never runs what stands in it.
    return reply
      .header('content-type', 'message/rfc822')
      .header('content-disposition', 'attachment')
      .header('x-content-type-options', 'nosniff')
      .send(mail)
  })
}
