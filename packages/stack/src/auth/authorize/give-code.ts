import type { FastifyReply, FastifyRequest } from 'fastify'
import { sendJson } from '../../server/json-api.js'
import { instanceOf } from '../../server/request.js'
import { createAccessCode } from '../tokens/access-code.js'
import { wantsJson } from '../wants-json.js'
import type { AuthorizeRequest } from './authorize-request.js'
import { checkRedirectUri, redirectBack } from './redirect-back.js'

type Given = Pick<AuthorizeRequest, 'client' | 'redirectUri' | 'state' | 'scope' | 'challenge'>

/** The address of the client with a new code in it. */
export const addressWithCode = async (
  request: FastifyRequest,
  { client, redirectUri, state, ...given }: Given,
  more: Readonly<Record<string, string>> = {}
): Promise<string> => {
  checkRedirectUri(redirectUri)
  const code = await createAccessCode(request.server.stack, instanceOf(request), client, given)
  // The first form of the real stack said `access_code`: old clients still look there.
  return redirectBack(redirectUri, { ...more, access_code: code, code, state })
}

/** Leads the browser back to the client, with a code; a page's script is told where to. */
export const giveCode = async (
  request: FastifyRequest,
  reply: FastifyReply,
  given: Given,
  more: Readonly<Record<string, string>> = {}
): Promise<FastifyReply> => {
  const location = await addressWithCode(request, given, more)
  return wantsJson(request) ? sendJson(reply, 200, { deeplink: location }) : reply.redirect(location, 302)
}
