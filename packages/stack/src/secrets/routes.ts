import type { FastifyRequest } from 'fastify'
import { isObject } from '../engine/execution/attempt.js'
import { readBody } from '../server/body.js'
import type { RouteFamily } from '../server/family.js'
import { decodeJson } from '../server/go-json.js'
import { badRequest, HttpError } from '../server/http-error.js'
import { sendJson } from '../server/json-api.js'
import { paramOf } from '../server/request.js'
import { SECRET_DOCTYPES, type SecretDoctype } from './secret-documents.js'

/** No account type is larger. */
const LIMIT = 1024 * 1024

const doctypeOf = (request: FastifyRequest): SecretDoctype => {
  const asked = paramOf(request, 'doctype')
  const found = SECRET_DOCTYPES.find(one => one === asked)
  if (!found) throw new HttpError(404, `Expected ${SECRET_DOCTYPES.join(' or ')}`)
  return found
}

/** `io.cozy.account_types` of one context are named `<context>/<type>`. */
const idOf = (request: FastifyRequest): string => {
  const id = paramOf(request, '*')
  if (id === '' || id.startsWith('_')) throw new HttpError(404)
  return id
}

const readFields = async (request: FastifyRequest): Promise<Record<string, unknown>> => {
  let fields: unknown
  try {
    fields = decodeJson((await readBody(request, LIMIT)).toString())
  } catch (error) {
    if (error instanceof HttpError) throw error
    throw badRequest('Expected a JSON object')
  }
  if (!isObject(fields)) throw badRequest('Expected a JSON object')
  return fields
}

/** `/secrets` on the admin port: ours. On a real stack an administrator writes these documents into CouchDB. */
export const secretRoutes: RouteFamily = {
  name: 'secrets',
  port: 'admin',
  fidelity:
    'Ours: account types and secrets of remote doctypes are put in, named and taken out, and never shown. They lie sealed in the data folder.',
  register(server, { secrets }) {
    server.get('/secrets/:doctype', async (request, reply) => {
      const found = await secrets.list(doctypeOf(request))
      return sendJson(reply, 200, { ids: found.map(({ _id }) => _id) })
    })
    server.put('/secrets/:doctype/*', async (request, reply) => {
      const [doctype, id] = [doctypeOf(request), idOf(request)]
      await secrets.put(doctype, id, await readFields(request))
      return reply.code(204).send()
    })
    server.delete('/secrets/:doctype/*', async (request, reply) => {
      if (!(await secrets.remove(doctypeOf(request), idOf(request)))) throw new HttpError(404)
      return reply.code(204).send()
    })
  }
}
