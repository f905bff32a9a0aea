import type { Instance } from '../instances/api.js'
import { sendMail } from '../mail/send-mail.js'
import { codesOf } from '../one-time/one-time-codes.js'
import type { Stack } from '../stack.js'

type Parts = Pick<Stack, 'engine' | 'keyring' | 'store' | 'clock'>

/** As long as the real stack takes a code, in milliseconds. */
const LIFETIME = 15 * 60 * 1000

const ACTIVATION = 'two-factor-activation'

/** For one first step alone: the code of another is good for nothing here. */
const passcodeOf = (token: string): string => `two-factor-passcode ${token}`

/** Mails a code, and gives what must come back with it: who has it has shown that they know the passphrase. */
export const sendPasscode = async (stack: Parts, instance: Instance): Promise<string> => {
  const codes = codesOf(stack.store)
  const now = stack.clock.now()
  const token = codes.createToken(instance, 'two-factor', LIFETIME, now)
  const code = codes.createCode(instance, passcodeOf(token), LIFETIME, now)
  await sendMail(stack, instance, {
    mode: 'noreply',
    template: 'two_factor',
    secrets: { TwoFactorPasscode: code }
  })
  return token
}

/** Whether these two belong together, and are still good. They are good for once, and for ten wrong codes. */
export const takePasscode = (
  { store, clock }: Pick<Parts, 'store' | 'clock'>,
  instance: Instance,
  token: string,
  passcode: string
): boolean => {
  const codes = codesOf(store)
  const isRight = codes.checkCode(instance, passcodeOf(token), passcode, clock.now())
  if (isRight) codes.dropCode(instance, passcodeOf(token))
  return isRight
}

/** Mails the code that turns on logins in two steps: it shows that the owner gets their mails. */
export const sendActivationCode = async (stack: Parts, instance: Instance): Promise<void> => {
  const code = codesOf(stack.store).createCode(instance, ACTIVATION, LIFETIME, stack.clock.now())
  await sendMail(stack, instance, {
    mode: 'noreply',
    template: 'two_factor_mail_confirmation',
    secrets: { TwoFactorActivationPasscode: code }
  })
}

export const takeActivationCode = ({ store, clock }: Parts, instance: Instance, code: string): boolean => {
  const codes = codesOf(store)
  const isRight = codes.checkCode(instance, ACTIVATION, code, clock.now())
  if (isRight) codes.dropCode(instance, ACTIVATION)
  return isRight
}
