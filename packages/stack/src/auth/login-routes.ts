import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { pageUrl } from '../instances/addresses.js'
import { sendJson } from '../server/json-api.js'
import { headerOf, instanceOf, queryOf } from '../server/request.js'
import { textsOf } from '../server/texts.js'
import { checkCsrfToken, giveCsrfToken } from './csrf.js'
import { currentSession } from './current-session.js'
import type { FailedLogins } from './failed-logins.js'
import { readForm } from './form.js'
import { sendLoginPage } from './login-page.js'
import { openSession } from './open-session.js'
import { checkRedirect, defaultRedirection } from './redirect.js'

const wantsJson = (request: FastifyRequest): boolean => headerOf(request, 'accept') === 'application/json'

/** What Go's `strconv.ParseBool` takes for true; a browser says `on` for a box without a value. */
const isTrue = (text: string): boolean => /^(1|t|T|true|True|TRUE)$/.test(text)

/** Passed on from the first page to the login, as on the real stack. */
const HANDED_ON = ['jwt', 'email_verified_code'] as const

const home = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const instance = instanceOf(request)
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
  const redirect = await checkRedirect(request, instance, queryOf(request, 'redirect'))
  if (await currentSession(request, instance)) {
    return reply.redirect(redirect ?? (await defaultRedirection(request.server.stack, instance)), 303)
  }
  return sendLoginPage(request, reply, instance, 200, { csrfToken, redirect: redirect ?? '', error: '' })
}

/** `GET /`, `GET /auth/login` and `POST /auth/login`. */
export const addLoginRoutes = (server: FastifyInstance, failed: FailedLogins): void => {
  const { stack } = server

  const login = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const instance = instanceOf(request)
    const field = await readForm(request)
    const csrfToken = checkCsrfToken(request, reply, field('csrf_token'))
    const asked = await checkRedirect(request, instance, field('redirect'))
    const redirect = asked ?? (await defaultRedirection(stack, instance))
    if (!(await currentSession(request, instance))) {
      const now = stack.clock.now()
      const texts = textsOf(instance.locale)
      const refuse = (status: number, error: string): FastifyReply | Promise<FastifyReply> =>
        wantsJson(request)
          ? sendJson(reply, status, { error })
          : sendLoginPage(request, reply, instance, status, { csrfToken, redirect, error })
      if (failed.isBlocked(instance, now)) return refuse(503, texts.tooManyAttempts)
      if (!(await stack.instances.checkPassphrase(instance, field('passphrase')))) {
        failed.add(instance, now)
        return refuse(401, texts.wrongPassword)
      }
      const length = isLoginOfClient(redirect)
        ? 'short'
        : isTrue(field('long-run-session'))
          ? 'long'
          : 'normal'
      await openSession(request, reply, instance, length)
    }
    return wantsJson(request) ? sendJson(reply, 200, { redirect }) : reply.redirect(redirect, 303)
  }

  server.get('/', home)
  server.get('/auth/login', loginForm)
  server.post('/auth/login', login)
}

/** Whether somebody logs in only to give an OAuth client its permissions. */
const isLoginOfClient = (redirect: string): boolean => {
  const { pathname, searchParams } = new URL(redirect)
  return pathname === '/auth/authorize' && searchParams.has('client_id')
}
