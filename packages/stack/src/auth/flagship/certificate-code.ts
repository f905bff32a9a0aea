import type { Instance } from '../../instances/api.js'
import { codesOf } from '../../one-time/one-time-codes.js'
import type { Stack } from '../../stack.js'

type Parts = Pick<Stack, 'store' | 'clock'>

/** In milliseconds, the longest that the real stack takes one. */
const LIFETIME = 5.5 * 60_000

const TOKEN = 'confirm-flagship'

/** For one client and one mail alone. */
const codeOf = (clientId: string, token: string): string => `${TOKEN} ${clientId} ${token}`

/** A code for a mail to the owner, and the token that the browser keeps meanwhile. */
export const createCertificateCode = (
  { store, clock }: Parts,
  instance: Instance,
  clientId: string
): { token: string; code: string } => {
  const codes = codesOf(store)
  const now = clock.now()
  const token = codes.createToken(instance, TOKEN, LIFETIME, now)
  return { token, code: codes.createCode(instance, codeOf(clientId, token), LIFETIME, now) }
}

/** Whether the code is the one of the mail; it is good for once, and for ten wrong codes. */
export const takeCertificateCode = (
  { store, clock }: Parts,
  instance: Instance,
  { clientId, token, code }: { clientId: string; token: string; code: string }
): boolean => {
  const codes = codesOf(store)
  const purpose = codeOf(clientId, token)
  const isRight = codes.checkCode(instance, purpose, code, clock.now())
  if (isRight) codes.dropCode(instance, purpose)
  return isRight
}
