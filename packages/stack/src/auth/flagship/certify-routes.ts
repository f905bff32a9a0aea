import type { FastifyInstance } from 'fastify'
import { readBody } from '../../server/body.js'
import { decodeObject, GoJsonError } from '../../server/go-json.js'
import { HttpError } from '../../server/http-error.js'
import { sendJson } from '../../server/json-api.js'
import { instanceOf } from '../../server/request.js'
import { answerTexts } from '../answer-texts.js'
import type { AuthParts } from '../auth-parts.js'
import { forClientItself, withClient } from '../clients/authenticated-client.js'
import { changeClient } from '../clients/change-client.js'
import { readForm } from '../form.js'
import { takeCertificateCode } from './certificate-code.js'
import { Challenges } from './challenges.js'

const LIMIT = 1024 * 1024

const PLATFORMS = ['android', 'ios']

/** `/auth/clients/:clientId`: how a client proves that it is the flagship app. */
export const addCertifyRoutes = (server: FastifyInstance, { limits, tokens }: AuthParts): void => {
  const { stack } = server
  const challenges = new Challenges()

  const challenge = forClientItself(tokens, async (request, reply, client) => {
    const instance = instanceOf(request)
    if (limits.isExceeded('oauth-client', instance)) throw new HttpError(404, 'Not found')
    return sendJson(reply, 201, { nonce: challenges.create(instance, client, stack.clock.now()) })
  })

  const attest = withClient(async (request, reply, client) => {
    const instance = instanceOf(request)
    let sent: Record<string, unknown>
    try {
      sent = decodeObject((await readBody(request, LIMIT)).toString())
    } catch (error) {
      if (error instanceof GoJsonError) return sendJson(reply, 400, { error: error.message })
      throw error
    }
    if (!PLATFORMS.includes(String(sent.platform))) return sendJson(reply, 400, { error: 'invalid platform' })
    if (!challenges.take(instance, client, String(sent.challenge), stack.clock.now())) {
      return sendJson(reply, 400, { error: 'invalid challenge' })
    }
    // Google and Apple are not asked, and what they have signed can't be checked without them.
    return sendJson(reply, 501, {
      error:
        'Failed to check the attestation: this stack asks neither Google nor Apple. Confirm the client with the code that its owner gets by mail, or set flagship.contexts.<context>.skip_certification in cozy.yaml.'
    })
  })

  const confirm = withClient(async (request, reply, client) => {
    const instance = instanceOf(request)
    const { invalidCode } = answerTexts(instance)
    if (limits.isExceeded('confirm-flagship', instance)) return sendJson(reply, 401, { error: invalidCode })
    const field = await readForm(request)
    const sent = { clientId: client._id, token: field('token'), code: field('code') }
    if (!takeCertificateCode(stack, instance, sent)) return sendJson(reply, 401, { error: invalidCode })
    await changeClient(instance, client._id, {
      flagship: true,
      ...(client.cozyMetadata && {
        cozyMetadata: { ...client.cozyMetadata, updatedAt: stack.clock.now().toISOString() }
      })
    })
    return reply.code(204).send()
  })

  server.post('/auth/clients/:clientId/challenge', challenge)
  server.post('/auth/clients/:clientId/attestation', attest)
  server.post('/auth/clients/:clientId/flagship', confirm)
}
