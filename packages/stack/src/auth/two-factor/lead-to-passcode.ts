import type { FastifyRequest } from 'fastify'
import { pageUrl } from '../../instances/addresses.js'
import { instanceOf } from '../../server/request.js'
import { sendPasscode } from '../../settings/two-factor.js'
import { goQuery } from '../go-query.js'

/** Mails a code, and gives the address of the page that asks for it. */
export const leadToPasscode = async (
  request: FastifyRequest,
  query: Readonly<Record<string, string>>
): Promise<string> => {
  const instance = instanceOf(request)
  const token = await sendPasscode(request.server.stack, instance)
  const all = new URLSearchParams({ ...query, two_factor_token: token })
  return `${pageUrl(instance, '/auth/twofactor')}?${goQuery(all)}`
}
