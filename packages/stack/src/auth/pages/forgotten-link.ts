import type { FastifyRequest } from 'fastify'
import type { Instance } from '../../instances/api.js'
import { escapeHtml } from '../../server/html.js'
import { PASSWORD_TEXTS } from './texts/password.js'
import { inLanguageOf } from './texts/language.js'

const PATH = '/auth/passphrase_reset'

/** Where a person goes who has forgotten the password; nothing on a stack without that route. */
export const forgottenLink = ({ server }: FastifyRequest, instance: Instance, redirect: string): string => {
  if (!server.hasRoute({ method: 'GET', url: PATH })) return ''
  const query = redirect && `?redirect=${encodeURIComponent(redirect)}`
  const { forgotten } = inLanguageOf(instance, PASSWORD_TEXTS)
  return `      <p class="below"><a href="${escapeHtml(`${PATH}${query}`)}">${escapeHtml(forgotten)}</a></p>\n`
}
