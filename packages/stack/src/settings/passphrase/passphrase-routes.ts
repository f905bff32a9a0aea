import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { currentSession } from '../../auth/current-session.js'
import { RateLimits } from '../../auth/rate-limits.js'
import type { Instance } from '../../instances/api.js'
import { passphraseSalt } from '../../instances/passphrase.js'
import { allowWholeType, permissionOf } from '../../permissions/allow.js'
import { bindBody, BindError, type Bound } from '../../server/bind-json.js'
import { badRequest } from '../../server/http-error.js'
import { sendJson } from '../../server/json-api.js'
import { instanceOf } from '../../server/request.js'
import { authModeOf } from '../instance-attributes.js'
import { SETTINGS } from '../instance-settings.js'
import { sendSettings } from '../send-settings.js'
import { sendPasscode, takePasscode } from '../two-factor.js'
import { PASSPHRASE_ERRORS } from './errors.js'
import { checkIterations } from './iterations.js'
import { renewSession } from './renew-session.js'
import { setPassphrase, type NewPassphrase } from './set-passphrase.js'

const CHANGE = {
  current_passphrase: 'string',
  new_passphrase: 'string',
  iterations: 'int',
  two_factor_passcode: 'string',
  two_factor_token: 'string',
  force: 'bool',
  key: 'string',
  publicKey: 'string',
  privateKey: 'string'
} as const

type Change = Bound<typeof CHANGE>

const newPassphraseOf = ({
  new_passphrase: passphrase,
  iterations,
  key,
  publicKey,
  privateKey
}: Change): NewPassphrase => {
  if (passphrase === '') throw PASSPHRASE_ERRORS.missing()
  return { passphrase, iterations, key, publicKey, privateKey }
}

/** What the binder refuses comes in a JSON:API error here. */
export const inJsonApi = (error: unknown): never => {
  throw error instanceof BindError ? badRequest(error.words) : error
}

/** The command line may always; others only where there is no passphrase yet. */
const mayForce = async (
  request: FastifyRequest,
  reply: FastifyReply,
  { details }: Instance
): Promise<boolean> =>
  (await permissionOf(request, reply)).type === 'cli' || details.password_defined === false

const force = async (request: FastifyRequest, reply: FastifyReply, sent: Change): Promise<FastifyReply> => {
  const instance = instanceOf(request)
  if (!(await mayForce(request, reply, instance))) throw PASSPHRASE_ERRORS.noForce()
  const isLoggedIn = (await currentSession(request, instance)) !== undefined
  await setPassphrase(request.server.stack, instance, newPassphraseOf(sent))
  await renewSession(request, reply, instance, isLoggedIn ? 'long' : undefined)
  return reply.code(204).send()
}

/** Throws 400 unless the code is the one that was mailed; after ten tries in five minutes no more is looked at. */
const checkPasscode = (
  { server: { stack } }: FastifyRequest,
  instance: Instance,
  limits: RateLimits,
  { two_factor_token: token, two_factor_passcode: code }: Change
): void => {
  const isRight = !limits.isExceeded('two-factor', instance) && takePasscode(stack, instance, token, code)
  if (!isRight) throw PASSPHRASE_ERRORS.wrongTwoFactor()
}

const change = async (
  request: FastifyRequest,
  reply: FastifyReply,
  limits: RateLimits
): Promise<FastifyReply> => {
  // So that nobody tries passphrases without a token.
  await allowWholeType(request, reply, 'PUT', SETTINGS)
  const { stack } = request.server
  const instance = instanceOf(request)
  const sent = await bindBody(request, CHANGE).catch(inJsonApi)
  if (sent.force) return force(request, reply, sent)
  const checkCurrent = async (): Promise<void> => {
    const isCurrent = await stack.instances.checkPassphrase(instance, sent.current_passphrase)
    // Asked for a code by somebody without the passphrase, the real stack answers 500.
    if (!isCurrent) throw PASSPHRASE_ERRORS.wrong()
  }
  const isTwoFactor = authModeOf(instance) === 'two_factor_mail'
  if (isTwoFactor && sent.two_factor_token === '') {
    await checkCurrent()
    return sendJson(reply, 200, { two_factor_token: await sendPasscode(stack, instance) })
  }
  checkIterations(sent.iterations)
  const wanted = newPassphraseOf({ ...sent, publicKey: '', privateKey: '' })
  if (isTwoFactor) checkPasscode(request, instance, limits, sent)
  else await checkCurrent()
  await setPassphrase(stack, instance, wanted)
  await renewSession(request, reply, instance, 'long')
  return reply.code(204).send()
}

const check = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  await allowWholeType(request, reply, 'PUT', SETTINGS)
  const { passphrase } = await bindBody(request, { passphrase: 'string' }).catch(inJsonApi)
  const isRight = await request.server.stack.instances.checkPassphrase(instanceOf(request), passphrase)
  if (!isRight) throw PASSPHRASE_ERRORS.wrongOnCheck()
  return reply.code(204).send()
}

/** How a passphrase is hashed, its change, and whether it is the right one. */
export const addPassphraseRoutes = (server: FastifyInstance): void => {
  server.get('/settings/passphrase', async (request, reply) => {
    await allowWholeType(request, reply, 'GET', SETTINGS)
    const { domain, kdfIterations, details } = instanceOf(request)
    // No passphrase, nothing to hash.
    const iterations = details.password_defined === false ? 0 : kdfIterations
    return sendSettings(reply, 'passphrase', { salt: passphraseSalt(domain), kdf: 0, iterations })
  })
  const limits = new RateLimits(server.stack.clock)
  server.put('/settings/passphrase', (request, reply) => change(request, reply, limits))
  server.post('/settings/passphrase/check', check)
}
