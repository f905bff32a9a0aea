import type { FastifyInstance } from 'fastify'
import { checkReadable } from '../data/reserved.js'
import { allowDocument } from '../permissions/allow.js'
import { badRequest, HttpError } from '../server/http-error.js'
import { instanceOf, paramOf } from '../server/request.js'
import type { Stack } from '../stack.js'
import { readNotification } from './notify-body.js'

/** The real stack puts the whole refusal, status and all, into a JSON:API error of its own. */
const checkDoctype = (doctype: string): void => {
  try {
    checkReadable(doctype)
  } catch (error) {
    if (!(error instanceof HttpError)) throw error
    throw badRequest(`code=${error.status}, message=${error.message}`)
  }
}

/** Tells a document to those who listen, and stores it nowhere: no trigger sees it. */
export const addNotify = (server: FastifyInstance, { realtime }: Stack): void => {
  server.post('/realtime/:doctype/:id', async (request, reply) => {
    const instance = instanceOf(request)
    const doctype = paramOf(request, 'doctype')
    const id = paramOf(request, 'id')
    checkDoctype(doctype)
    const doc = { ...(await readNotification(request)), _id: id }
    await allowDocument(request, reply, 'POST', doctype, doc)
    realtime.publish(instance.prefix, { verb: 'NOTIFIED', doctype, id, doc })
    return reply.code(204).send()
  })
}
