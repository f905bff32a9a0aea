import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { appOrigin } from '../../instances/addresses.js'
import { parseScope } from '../../permissions/scope.js'
import type { Rule } from '../../permissions/rule.js'
import { headerOf, instanceOf, queryOf } from '../../server/request.js'
import type { AuthParts } from '../auth-parts.js'
import { changeClient } from '../clients/change-client.js'
import { linkedScope } from '../clients/client.js'
import { clientOs } from '../clients/client-os.js'
import { checkCsrfToken, giveCsrfToken } from '../csrf.js'
import { currentSession } from '../current-session.js'
import { askForCertificate } from '../flagship/ask-for-certificate.js'
import { readForm } from '../form.js'
import { sendConsentPage } from '../pages/consent-page.js'
import { sendClientsLimitPage } from '../pages/limit-page.js'
import { MAXIMAL_RULES } from '../tokens/client-permission.js'
import { AuthorizeError, orErrorPage } from './authorize-error.js'
import { LOGIN_SCOPE, readAuthorizeRequest } from './authorize-request.js'
import { exceededLimit } from './clients-limit.js'
import { addressWithCode, giveCode } from './give-code.js'
import { installLinkedApp } from './install-linked-app.js'
import { checkRedirectUri } from './redirect-back.js'
import { openSessionOfCode } from './session-of-code.js'
import { leadToLogin } from './to-login.js'

const rulesOf = (scope: string): readonly Rule[] => {
  if (scope === '*') return MAXIMAL_RULES
  try {
    return parseScope(scope)
  } catch {
    throw new AuthorizeError('Error Invalid scope')
  }
}

/** `GET /auth/authorize` asks the owner, `POST /auth/authorize` is the owner's yes. */
export const addAuthorizeRoutes = (server: FastifyInstance, parts: AuthParts): void => {
  const { stack } = server

  const form = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const instance = instanceOf(request)
    const csrfToken = giveCsrfToken(request, reply)
    const opened = await openSessionOfCode(request, reply)
    if (opened) return opened
    const asked = await readAuthorizeRequest(request, name => queryOf(request, name))
    const session = await currentSession(request, instance)
    if (!session) return leadToLogin(request, reply)
    const { client, scope, state, redirectUri, challenge, challengeMethod, app } = asked
    if (asked.isUncertified) return askForCertificate(request, reply, parts, client)
    if (scope === LOGIN_SCOPE) {
      const login = { ...asked, scope: '', challenge: '' }
      return reply.redirect(await addressWithCode(request, login), 302)
    }
    const exceeded = await exceededLimit(stack, instance, client)
    if (exceeded) return sendClientsLimitPage(request, reply, instance, exceeded)
    const rules = rulesOf(scope)
    checkRedirectUri(redirectUri)
    if (client.created_at_onboarding) return giveCode(request, reply, asked)
    // The page may load a logo from elsewhere: it is not to be told the address with the client's state.
    void reply.header('referrer-policy', 'same-origin')
    const { _id: clientId, _rev, client_secret: _secret, ...shown } = client
    return sendConsentPage(request, reply, instance, {
      csrfToken,
      clientId,
      client: shown,
      rules,
      scope,
      state,
      redirectUri,
      challenge,
      challengeMethod,
      ...(app && { linkedApp: { slug: app.slug, name: app.name } })
    })
  }

  const accept = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const instance = instanceOf(request)
    const field = await readForm(request)
    checkCsrfToken(request, reply, field('csrf_token'))
    const asked = await readAuthorizeRequest(request, field)
    if (asked.isUncertified) {
      return (await currentSession(request, instance))
        ? askForCertificate(request, reply, parts, asked.client)
        : leadToLogin(request, reply)
    }
    if (!(await currentSession(request, instance))) {
      throw new AuthorizeError('Error Must be authenticated', 401)
    }
    checkRedirectUri(asked.redirectUri)
    await changeClient(instance, asked.client._id, {
      client_os: clientOs(headerOf(request, 'user-agent'))
    })
    const { app } = asked
    if (!app) return giveCode(request, reply, asked)
    await installLinkedApp(stack, instance, asked.client, app.slug)
    const fallback = appOrigin(instance, app.slug, stack.config.subdomains)
    const isWeb = /^https?:/i.test(asked.redirectUri)
    const given = { ...asked, scope: linkedScope(app.slug) }
    return giveCode(request, reply, given, isWeb ? { fallback } : {})
  }

  server.get('/auth/authorize', orErrorPage(form))
  server.post('/auth/authorize', orErrorPage(accept))
}
