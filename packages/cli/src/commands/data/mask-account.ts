import type { Document } from './document.js'

export const ACCOUNTS = 'io.cozy.accounts'

/** What stands in the place of a secret. */
export const MASK = '(masked)'

/** Fields that stacks seal, as they are and sealed, and whatever else is called so. */
const SECRET =
  /(token|secret|password|passphrase|passwd|jwt|credentials|session|cookies?)(_encrypted)?$|^(dob|code|answer|pin|otp)(_encrypted)?$|_encrypted$/i

const masked = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(masked)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => {
      const isSecret = SECRET.test(name) && item !== null && item !== ''
      // An object of that name may hold more than texts: all of it goes.
      return [name, isSecret ? MASK : masked(item)]
    })
  )
}

/** An account without its secrets; any other document as it is. */
export const maskAccount = <D extends Document>(doctype: string, doc: D): D =>
  doctype === ACCOUNTS ? (masked(doc) as D) : doc

export const isMasked = (doc: Record<string, unknown>): boolean => JSON.stringify(doc).includes(`"${MASK}"`)
