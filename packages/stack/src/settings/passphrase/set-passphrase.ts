import type { Instance } from '../../instances/api.js'
import { browserHash, KDF_ITERATIONS } from '../../instances/passphrase.js'
import type { Stack } from '../../stack.js'
import { SETTINGS } from '../instance-settings.js'
import { noteNewPassphrase, type VaultKeys } from './vault-settings.js'

export interface NewPassphrase extends VaultKeys {
  /** As a browser sends it; in plain where it was not hashed, `iterations` being 0 then. */
  passphrase: string
  iterations: number
}

/**
 * Gives an instance another passphrase. What is sealed for its konnectors stays readable: its key has nothing to do with
 * the passphrase. Its sessions are not touched.
 */
export const setPassphrase = async (
  { instances, clock, realtime }: Pick<Stack, 'instances' | 'clock' | 'realtime'>,
  instance: Instance,
  { passphrase, iterations, ...keys }: NewPassphrase
): Promise<void> => {
  const isHashed = iterations !== 0
  const kdfIterations = isHashed ? iterations : KDF_ITERATIONS
  const sent = isHashed ? passphrase : await browserHash(passphrase, instance.domain)
  const wasDefined = instance.details.password_defined !== false
  await instances.update(instance, { passphrase: { sent, kdfIterations } })
  await noteNewPassphrase(instance, { ...keys, kdfIterations }, clock.now())
  if (wasDefined) return
  // Stored nowhere: clients that wait for the first passphrase listen to it.
  const id = `${SETTINGS}.passphrase`
  realtime.publish(instance.prefix, { verb: 'CREATED', doctype: SETTINGS, id, doc: { _id: id } })
}
