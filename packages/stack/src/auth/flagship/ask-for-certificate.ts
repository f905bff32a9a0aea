import type { FastifyReply, FastifyRequest } from 'fastify'
import { sendMail } from '../../mail/send-mail.js'
import { instanceOf } from '../../server/request.js'
import type { AuthParts } from '../auth-parts.js'
import type { OAuthClient } from '../clients/client.js'
import { sendConfirmFlagshipPage } from '../pages/flagship-page.js'
import { AuthorizeError } from '../authorize/authorize-error.js'
import { createCertificateCode } from './certificate-code.js'

/** Has the owner say, by a code from a mail, that a client is the flagship app: Google and Apple can't be asked here. */
export const askForCertificate = async (
  request: FastifyRequest,
  reply: FastifyReply,
  { limits }: Pick<AuthParts, 'limits'>,
  { _id: clientId }: OAuthClient
): Promise<FastifyReply> => {
  const { stack } = request.server
  const instance = instanceOf(request)
  if (limits.isExceeded('confirm-flagship', instance)) throw new AuthorizeError('Rate limit exceeded', 429)
  const { token, code } = createCertificateCode(stack, instance, clientId)
  await sendMail(stack, instance, {
    mode: 'noreply',
    template: 'confirm_flagship',
    values: { PublicName: instance.publicName },
    secrets: { Code: code }
  })
  return sendConfirmFlagshipPage(request, reply, instance, { clientId, token })
}
