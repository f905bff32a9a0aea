import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sendJson } from '../../server/json-api.js'
import { instanceOf, queryOf } from '../../server/request.js'
import { takePasscode } from '../../settings/two-factor.js'
import { answerTexts } from '../answer-texts.js'
import type { AuthParts } from '../auth-parts.js'
import { sendConfirmed } from '../confirm/send-confirmed.js'
import { readForm } from '../form.js'
import { isTrue } from '../is-true.js'
import { isLoginOfClient } from '../login-of-client.js'
import { openSession } from '../open-session.js'
import { sendTwoFactorPage } from '../pages/two-factor-page.js'
import { checkRedirect, defaultRedirection } from '../redirect.js'
import { wantsJson } from '../wants-json.js'
import { hasTwoSteps } from './needs-passcode.js'
import { trustDevice } from './trusted-device.js'

type Field = (name: string) => string

const redirectOf = async (request: FastifyRequest, field: Field): Promise<string> => {
  const instance = instanceOf(request)
  const asked = await checkRedirect(request, instance, field('redirect'))
  return asked ?? defaultRedirection(request.server.stack, instance)
}

/** The login has one spelling of it, the page of the code another, on the real stack too. */
const isLongRun = (field: Field): boolean =>
  isTrue(field('long-run-session')) || isTrue(field('long_run_session'))

const sendForm = async (
  request: FastifyRequest,
  reply: FastifyReply,
  field: Field,
  { status, token, error = '' }: { status: number; token: string; error?: string }
): Promise<FastifyReply> => {
  const instance = instanceOf(request)
  const isConfirmation = field('confirm') === 'true'
  const redirect = isConfirmation ? field('redirect') : await redirectOf(request, field)
  const mayTrust = queryOf(request, 'trusted_device_checkbox')
  return sendTwoFactorPage(request, reply, instance, status, {
    token,
    redirect,
    longRun: isLongRun(field),
    mayTrust: !isLoginOfClient(instance, redirect) && (mayTrust === '' || isTrue(mayTrust)),
    state: field('state'),
    isConfirmation,
    error
  })
}

/** `/auth/twofactor`: the second step of a login, the code that came by mail. */
export const addTwoFactorRoutes = (server: FastifyInstance, { limits }: AuthParts): void => {
  const { stack } = server

  const refuse = async (
    request: FastifyRequest,
    reply: FastifyReply,
    field: Field,
    error: string
  ): Promise<FastifyReply> =>
    wantsJson(request)
      ? sendJson(reply, 401, { error })
      : sendForm(request, reply, field, { status: 401, token: field('two-factor-token'), error })

  server.get('/auth/twofactor', async (request, reply) => {
    const field: Field = name => queryOf(request, name)
    const token = field('two_factor_token')
    if (token === '') return sendJson(reply, 400, 'Missing twoFactorToken')
    return sendForm(request, reply, field, { status: 200, token })
  })

  server.post('/auth/twofactor', async (request, reply) => {
    const instance = instanceOf(request)
    const field = await readForm(request)
    const { wrongPasscode, tooManyPasscodes } = answerTexts(instance)
    if (!hasTwoSteps(instance)) return sendJson(reply, 401, { error: wrongPasscode })
    if (limits.isExceeded('two-factor', instance)) return refuse(request, reply, field, tooManyPasscodes)
    const passcode = field('two-factor-passcode').replaceAll(/\s/g, '')
    if (!takePasscode(stack, instance, field('two-factor-token'), passcode)) {
      return refuse(request, reply, field, wrongPasscode)
    }
    limits.reset('two-factor', instance)
    if (field('confirm') === 'true') return sendConfirmed(request, reply, field)
    const redirect = await redirectOf(request, field)
    const short = isLoginOfClient(instance, redirect)
    await openSession(request, reply, instance, isLongRun(field) ? 'long' : short ? 'short' : 'normal')
    if (!wantsJson(request)) return reply.redirect(redirect, 303)
    const trusts = isTrue(field('two-factor-generate-trusted-device-token'))
    return sendJson(reply, 200, {
      redirect,
      ...(trusts && { two_factor_trusted_device_token: await trustDevice(request, instance) })
    })
  })
}
