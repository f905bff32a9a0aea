import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { openSession } from '../../auth/open-session.js'
import type { Instance } from '../../instances/api.js'
import { bindBody, type Bound } from '../../server/bind-json.js'
import { finishOnboarding } from '../onboarding.js'
import type { Stack } from '../../stack.js'
import { instanceOf } from '../../server/request.js'
import { PASSPHRASE_ERRORS } from './errors.js'
import { decodeHex } from './go-hex.js'
import { checkIterations } from './iterations.js'
import { setPassphrase } from './set-passphrase.js'
import { writeHint } from './vault-settings.js'

/** What a person or a client says at the end of an onboarding. */
export const REGISTRATION = {
  redirection: 'string',
  register_token: 'string',
  passphrase: 'string',
  hint: 'string',
  key: 'string',
  public_key: 'string',
  private_key: 'string',
  iterations: 'int'
} as const

/** What Go calls it, in its refusals. */
export const REGISTRATION_STRUCT = 'settings.passphraseRegistrationParameters'

const checkToken = ({ details }: Instance, sent: Buffer): void => {
  const token = Buffer.from(details.register_token ?? '', 'base64')
  if (token.length === 0) throw PASSPHRASE_ERRORS.noRegisterToken()
  if (token.length !== sent.length || !timingSafeEqual(token, sent)) {
    throw PASSPHRASE_ERRORS.wrongRegisterToken()
  }
}

/** Throws 400 and 422 for a token that is no hexadecimal, and for a number of iterations that is out of bounds. */
export const checkRegistration = (
  { register_token: token, iterations }: Bound<typeof REGISTRATION>,
  options: { mayBeAbsent: boolean }
): void => {
  decodeHex(token)
  checkIterations(iterations, options)
}

/** The first passphrase of an instance, by whoever has the token that was given out when it was made. */
export const register = async (
  stack: Stack,
  instance: Instance,
  sent: Bound<typeof REGISTRATION>
): Promise<void> => {
  if (sent.passphrase === '') throw PASSPHRASE_ERRORS.missing()
  checkToken(instance, decodeHex(sent.register_token))
  await setPassphrase(stack, instance, {
    passphrase: sent.passphrase,
    iterations: sent.iterations,
    key: sent.key,
    publicKey: sent.public_key,
    privateKey: sent.private_key
  })
  if (sent.hint !== '') await writeHint(instance, sent.hint, stack.clock.now())
}

/** `POST /settings/passphrase`: the end of an onboarding, by a form or by JSON. */
export const addRegisterRoute = (server: FastifyInstance): void => {
  server.post('/settings/passphrase', async (request, reply) => {
    const instance = instanceOf(request)
    const sent = await bindBody(request, REGISTRATION, { form: true, struct: REGISTRATION_STRUCT })
    checkRegistration(sent, { mayBeAbsent: true })
    await register(server.stack, instance, sent)
    await openSession(request, reply, instance, 'long')
    return finishOnboarding(request, reply, sent.redirection)
  })
}
