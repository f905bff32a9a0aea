import type { FastifyReply, FastifyRequest } from 'fastify'
import type { TokenVerifier } from '../../permissions/token.js'
import { sendJson } from '../../server/json-api.js'
import { headerOf, instanceOf, paramOf } from '../../server/request.js'
import { readClientToken } from '../tokens/client-token.js'
import type { OAuthClient } from './client.js'
import { findClient } from './find-clients.js'

type Handler = (request: FastifyRequest, reply: FastifyReply, client: OAuthClient) => Promise<FastifyReply>

/** Whether the request has the registration token of this client. */
export const isClientItself = async (
  request: FastifyRequest,
  tokens: TokenVerifier,
  client: OAuthClient
): Promise<boolean> => {
  const header = headerOf(request, 'authorization')
  const token = header.startsWith('Bearer ') ? header.slice('Bearer '.length) : ''
  return (await readClientToken(tokens, instanceOf(request), client, 'registration', token)) !== undefined
}

export const refuseToken = (reply: FastifyReply): FastifyReply =>
  sendJson(reply, 401, { error: 'invalid_token' })

/** A route about the client of the path: 404 where there is none. */
export const withClient =
  (handler: Handler) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const client = await findClient(instanceOf(request), paramOf(request, 'clientId'))
    if (!client) return sendJson(reply, 404, { error: 'Client not found' })
    return handler(request, reply, client)
  }

/** The same for the client itself alone, by its registration token: 401 for anybody else. */
export const forClientItself = (tokens: TokenVerifier, handler: Handler): ReturnType<typeof withClient> =>
  withClient(async (request, reply, client) =>
    (await isClientItself(request, tokens, client)) ? handler(request, reply, client) : refuseToken(reply)
  )
