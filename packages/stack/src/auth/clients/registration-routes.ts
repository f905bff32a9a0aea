import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { permissionOf } from '../../permissions/allow.js'
import { PERMISSION_ERRORS } from '../../permissions/errors.js'
import { readBody } from '../../server/body.js'
import { decodeObject } from '../../server/go-json.js'
import { HttpError } from '../../server/http-error.js'
import { sendJson } from '../../server/json-api.js'
import { instanceOf, paramOf } from '../../server/request.js'
import type { AuthParts } from '../auth-parts.js'
import { allowOrigin, preflight } from '../own-cors.js'
import { createClientToken } from '../tokens/client-token.js'
import { forClientItself, isClientItself, refuseToken } from './authenticated-client.js'
import { clientAnswer } from './client-answer.js'
import { readClientFields } from './client-fields.js'
import { ClientError } from './client-errors.js'
import { createClient } from './create-client.js'
import { deleteClient } from './delete-client.js'
import { findClient } from './find-clients.js'
import { acceptsJson, sendsJson } from './only-json.js'
import { removeUnused } from './remove-unused.js'
import { updateClient } from './update-client.js'
import { warnOfRegistration } from './warn-of-registration.js'

/** A client's own description of itself; notifications may make it long. */
const LIMIT = 256 * 1024

/** Go takes `null` for an object without fields. */
const orEmpty = (text: string): Record<string, unknown> =>
  text.trim() === 'null' ? {} : decodeObject(text, 'oauth.Client')

const readJson = async (request: FastifyRequest): Promise<Record<string, unknown>> =>
  orEmpty((await readBody(request, LIMIT)).toString())

/** The real stack says so to who registers too often. */
const tooMany = (): HttpError => new HttpError(404, 'Not found')

const orClientError = async (
  reply: FastifyReply,
  answer: () => Promise<FastifyReply>
): Promise<FastifyReply> => {
  try {
    return await answer()
  } catch (error) {
    if (error instanceof ClientError) return sendJson(reply, error.status, error.body)
    throw error
  }
}

/** `/auth/register`: dynamic registration of clients and its management (RFC 7591 and 7592). */
export const addRegistrationRoutes = (server: FastifyInstance, { limits, tokens }: AuthParts): void => {
  const { stack } = server

  const register = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const instance = instanceOf(request)
    if (limits.isExceeded('oauth-client', instance)) throw tooMany()
    const given = await readJson(request)
    if (readClientFields(given).allow_login_scope === true) {
      throw new HttpError(401, 'Not authorized to create client with given parameters')
    }
    return orClientError(reply, async () => {
      const client = await createClient(stack, instance, given)
      await removeUnused(stack, instance, client)
      warnOfRegistration(stack, client)
      const token = await createClientToken(stack, instance, client, 'registration')
      return sendJson(reply, 201, clientAnswer(client, token))
    })
  }

  const read = forClientItself(tokens, async (_request, reply, client) =>
    sendJson(reply, 200, clientAnswer(client))
  )

  const update = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    if (limits.isExceeded('oauth-client', instanceOf(request))) throw tooMany()
    const change = forClientItself(tokens, async (_request, _reply, client) => {
      const given = await readJson(request)
      return orClientError(reply, async () => {
        const updated = await updateClient(stack, instanceOf(request), client, given)
        warnOfRegistration(stack, updated)
        return sendJson(reply, 200, clientAnswer(updated))
      })
    })
    return change(request, reply)
  }

  const remove = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const instance = instanceOf(request)
    const client = await findClient(instance, paramOf(request, 'clientId'))
    if (client && !(await isClientItself(request, tokens, client))) return refuseToken(reply)
    if (client) await deleteClient(instance, client._id)
    return reply.code(204).send()
  }

  /** For the settings app alone, which may so register what its owner sets up by hand. */
  const registerFromApp = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    allowOrigin(request, reply)
    const { type, sourceId } = await permissionOf(request, reply)
    if (type !== 'app' || sourceId !== 'io.cozy.apps/settings') throw PERMISSION_ERRORS.forbidden()
    return register(request, reply)
  }

  const json = { preHandler: [acceptsJson, sendsJson] }
  server.post('/auth/register', json, register)
  server.post('/auth/registerFromWebApp', json, registerFromApp)
  server.options('/auth/registerFromWebApp', preflight('POST'))
  server.get('/auth/register/:clientId', { preHandler: acceptsJson }, read)
  server.put('/auth/register/:clientId', json, update)
  server.delete('/auth/register/:clientId', remove)
}
