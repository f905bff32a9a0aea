import { pageUrl } from '../../instances/addresses.js'
import type { Instance } from '../../instances/api.js'
import { sendMail } from '../../mail/send-mail.js'
import { codesOf } from '../../one-time/one-time-codes.js'
import { badRequest } from '../../server/http-error.js'
import type { Stack } from '../../stack.js'
import { publicNameOf, readSettings, SETTINGS } from '../instance-settings.js'

type Parts = Pick<Stack, 'engine' | 'keyring' | 'store' | 'clock'>

/** A link is good for a week, in milliseconds. */
const LIFETIME = 7 * 24 * 60 * 60 * 1000

const purposeOf = (email: string): string => `email-update ${email}`

const pendingOf = async (instance: Instance): Promise<string | undefined> => {
  const { pending_email: pending } = await readSettings(instance)
  return typeof pending === 'string' ? pending : undefined
}

/** Writes to the address that is to be confirmed. Throws 400 where there is none: the real stack answers 500. */
export const mailConfirmation = async (stack: Parts, instance: Instance): Promise<void> => {
  const email = await pendingOf(instance)
  if (email === undefined) throw badRequest('no pending email')
  const token = codesOf(stack.store).createToken(instance, purposeOf(email), LIFETIME, stack.clock.now())
  await sendMail(stack, instance, {
    mode: 'pending',
    template: 'update_email',
    values: { PublicName: publicNameOf(instance, await readSettings(instance)) },
    secrets: { EmailUpdateLink: pageUrl(instance, '/settings/email/confirm', { token }) }
  })
}

/** Keeps the new address beside the one that mails still go to, and writes to it. */
export const startEmailUpdate = async (stack: Parts, instance: Instance, email: string): Promise<void> => {
  await instance.documents.put(SETTINGS, { ...(await readSettings(instance)), pending_email: email })
  await mailConfirmation(stack, instance)
}

/** The new address is the one from now on; false where the token was not mailed to it. */
export const confirmEmail = async (
  { store, clock }: Parts,
  instance: Instance,
  token: string
): Promise<boolean> => {
  const email = await pendingOf(instance)
  if (email === undefined || !codesOf(store).checkToken(instance, purposeOf(email), token, clock.now())) {
    return false
  }
  await instance.documents.put(SETTINGS, { ...(await readSettings(instance)), email, pending_email: null })
  return true
}

/** The new address is forgotten; nothing happens where there is none. */
export const cancelEmailUpdate = async (instance: Instance): Promise<void> => {
  if ((await pendingOf(instance)) === undefined) return
  await instance.documents.put(SETTINGS, { ...(await readSettings(instance)), pending_email: null })
}
