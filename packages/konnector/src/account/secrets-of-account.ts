import type { KonnectorInfo } from '../metadata/konnector-info.js'
import { secretsOf } from '@cozy-jobs/logging'
import type { AccountDocument } from './account.js'

/** What a name of a field says by itself, where the manifest does not name the field. */
const SECRET_NAME = /password|passphrase|passwd|secret|token|pin|otp|code/i

const isSecretField = (name: string, { fields = {} }: KonnectorInfo): boolean => {
  const type = fields[name]?.type
  return type === undefined ? SECRET_NAME.test(name) : type === 'password'
}

/** Values of an account that no line may show: fields of type `password`, tokens, codes, the saved session. */
export const secretsOfAccount = (
  { auth = {}, oauth, data, twoFACode }: AccountDocument,
  manifest: KonnectorInfo
): string[] => {
  const entered = Object.entries(auth).flatMap(([name, value]) =>
    typeof value === 'string' && isSecretField(name, manifest) ? [value] : []
  )
  const code = typeof twoFACode === 'string' ? [twoFACode] : []
  return [
    ...entered,
    ...code,
    ...[oauth, data].flatMap(object => secretsOf(JSON.stringify(object ?? {})))
  ].filter(secret => secret !== '')
}
