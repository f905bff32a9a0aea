import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { pageUrl } from '../instances/addresses.js'
import { sendJson } from '../server/json-api.js'
import { instanceOf, queryOf } from '../server/request.js'
import { textsOf } from '../server/texts.js'
import { checkCsrfToken, giveCsrfToken } from './csrf.js'
import { currentSession } from './current-session.js'
import type { FailedLogins } from './failed-logins.js'
import { readForm } from './form.js'
import { isTrue } from './is-true.js'
import { isLoginOfClient } from './login-of-client.js'
import { sendLoginPage } from './pages/login-page.js'
import { needsOnboarding, sendNeedsOnboarding } from './needs-onboarding.js'
import { isRegisterToken } from './passphrase/first-passphrase-route.js'
import { openSession } from './open-session.js'
import { checkRedirect, defaultRedirection } from './redirect.js'
import { leadToPasscode } from './two-factor/lead-to-passcode.js'
import { needsPasscode } from './two-factor/needs-passcode.js'
import { wantsJson } from './wants-json.js'

/** Passed on from the first page to the login, as on the real stack. */
const HANDED_ON = ['jwt', 'email_verified_code'] as const

const lead = (request: FastifyRequest, reply: FastifyReply, redirect: string): FastifyReply =>
  wantsJson(request) ? sendJson(reply, 200, { redirect }) : reply.redirect(redirect, 303)

const home = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const instance = instanceOf(request)
  if (needsOnboarding(instance) && instance.details.register_token !== undefined) {
    if (!isRegisterToken(instance, queryOf(request, 'registerToken'))) {
      return sendNeedsOnboarding(reply, instance)
    }
    return reply.redirect(pageUrl(instance, '/auth/passphrase', request.query as Record<string, string>), 303)
  }
  if (await currentSession(request, instance)) {
    return reply.redirect(await defaultRedirection(request.server.stack, instance), 303)
  }
  const handedOn = HANDED_ON.map(name => [name, queryOf(request, name)]).filter(([, value]) => value)
  const query = Object.fromEntries(handedOn) as Record<string, string>
  return reply.redirect(pageUrl(instance, '/auth/login', query), 303)
}

const loginForm = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const instance = instanceOf(request)
  const csrfToken = giveCsrfToken(request, reply)
  if (needsOnboarding(instance)) return sendNeedsOnboarding(reply, instance)
  const redirect = await checkRedirect(request, instance, queryOf(request, 'redirect'))
  if (await currentSession(request, instance)) {
    return reply.redirect(redirect ?? (await defaultRedirection(request.server.stack, instance)), 303)
  }
  return sendLoginPage(request, reply, instance, 200, {
    csrfToken,
    redirect: redirect ?? '',
    error: '',
    remembers: !(redirect !== undefined && isLoginOfClient(instance, redirect))
  })
}

/** `GET /`, `GET /auth/login` and `POST /auth/login`. */
export const addLoginRoutes = (server: FastifyInstance, failed: FailedLogins): void => {
  const { stack } = server

  const login = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const instance = instanceOf(request)
    const field = await readForm(request)
    const csrfToken = checkCsrfToken(request, reply, field('csrf_token'))
    if (needsOnboarding(instance)) return sendNeedsOnboarding(reply, instance)
    const asked = await checkRedirect(request, instance, field('redirect'))
    const redirect = asked ?? (await defaultRedirection(stack, instance))
    if (!(await currentSession(request, instance))) {
      const now = stack.clock.now()
      const texts = textsOf(instance.locale)
      const refuse = (status: number, error: string): FastifyReply | Promise<FastifyReply> =>
        wantsJson(request)
          ? sendJson(reply, status, { error })
          : sendLoginPage(request, reply, instance, status, {
              csrfToken,
              redirect,
              error,
              remembers: !isLoginOfClient(instance, redirect)
            })
      if (failed.isBlocked(instance, now)) return refuse(503, texts.tooManyAttempts)
      if (!(await stack.instances.checkPassphrase(instance, field('passphrase')))) {
        failed.add(instance, now)
        return refuse(401, texts.wrongPassword)
      }
      const proofs = { trusted: field('trusted-device-token'), verified: field('email_verified_code') }
      if (await needsPasscode(request, instance, proofs)) {
        const sent = field('redirect')
        const passcodePage = await leadToPasscode(request, {
          long_run_session: String(isTrue(field('long-run-session'))),
          ...(sent && { redirect: sent })
        })
        return lead(request, reply, passcodePage)
      }
      const length = isLoginOfClient(instance, redirect)
        ? 'short'
        : isTrue(field('long-run-session'))
          ? 'long'
          : 'normal'
      await openSession(request, reply, instance, length)
    }
    return lead(request, reply, redirect)
  }

  server.get('/', home)
  server.get('/auth/login', loginForm)
  server.post('/auth/login', login)
}
