import type { FastifyInstance } from 'fastify'
import { isObject } from '../engine/execution/attempt.js'
import { readCategory } from '../notifications/category.js'
import { createGive } from '../notifications/give.js'
import { readNotification } from '../notifications/notification.js'
import { readBody } from '../server/body.js'
import { decodeJson } from '../server/go-json.js'
import { badJson } from '../server/http-error.js'
import { sendJson } from '../server/json-api.js'
import { instanceOfPath } from './named-instance.js'

/**
 * `POST /instances/:domain/notifications`: what an administrator has to tell an owner, with the properties of its
 * category beside it. Not asked for: a title, a category. Throws 400 where either part is absent.
 */
export const addNotificationRoute = (server: FastifyInstance): void => {
  const give = createGive(server.stack)
  server.post('/instances/:domain/notifications', async (request, reply) => {
    const instance = instanceOfPath(request)
    const body = decodeJson((await readBody(request)).toString())
    if (!isObject(body) || !isObject(body.notification) || body.properties === undefined) throw badJson()
    const draft = readNotification(body.notification)
    const category = readCategory(body.properties)
    const { attributes } = await give(instance, { draft, originator: 'cli', slug: '', category })
    return sendJson(reply, 201, attributes)
  })
}
