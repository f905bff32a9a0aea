import type { Keyring } from '../data/keyring.js'
import { isObject } from '../engine/execution/attempt.js'
import type { Instance } from '../instances/api.js'

/** What the values are for: sealed with them, so that they are good in no other mail. */
interface Purpose {
  mode: string
  template: string
}

const stamp = ({ prefix }: Instance, { mode, template }: Purpose): string =>
  JSON.stringify(['mail', prefix, mode, template])

/**
 * Seals codes and links of a mail: its job is a document, which apps may read that could not log in with what it says.
 * The real stack stores them in plain.
 */
export const sealValues = (
  keyring: Keyring,
  instance: Instance,
  purpose: Purpose,
  values: Record<string, unknown>
): Promise<string> => keyring.seal(JSON.stringify({ stamp: stamp(instance, purpose), values }))

/** Undefined for what was not sealed here, and for this very mail. */
export const openValues = async (
  keyring: Keyring,
  instance: Instance,
  purpose: Purpose,
  sealed: string
): Promise<Record<string, unknown> | undefined> => {
  const plain = await keyring.open(sealed)
  if (plain === undefined) return undefined
  const found = JSON.parse(plain) as { stamp?: unknown; values?: unknown } | null
  return found?.stamp === stamp(instance, purpose) && isObject(found.values) ? found.values : undefined
}
