import type { FastifyRequest } from 'fastify'
import type { Instance } from '../../instances/api.js'
import { codesOf } from '../../one-time/one-time-codes.js'
import { authModeOf } from '../../settings/instance-attributes.js'
import type { Stack } from '../../stack.js'
import { isTrustedDevice } from './trusted-device.js'

/** Whether the owner has asked for logins in two steps: the passphrase, and a code that comes by mail. */
export const hasTwoSteps = (instance: Instance): boolean => authModeOf(instance) === 'two_factor_mail'

/** Whether a manager has just seen that the owner gets their mails: no further mail is sent then. */
export const isEmailVerified = (
  { store, clock }: Pick<Stack, 'store' | 'clock'>,
  instance: Instance,
  code: string
): boolean => code !== '' && codesOf(store).checkToken(instance, 'email_verified_code', code, clock.now())

/** Whether a code is still to be asked for, the passphrase being right. */
export const needsPasscode = async (
  request: FastifyRequest,
  instance: Instance,
  { trusted, verified = '' }: { trusted: string; verified?: string }
): Promise<boolean> =>
  hasTwoSteps(instance) &&
  !isEmailVerified(request.server.stack, instance, verified) &&
  !(await isTrustedDevice(request, instance, trusted))
