import type { FastifyRequest } from 'fastify'
import type { InstanceDraft } from '../instances/api.js'
import { invalidParameter } from '../server/http-error.js'
import { queryOf } from '../server/request.js'
import { integerOf } from './parameters.js'

/** How often a passphrase may have been hashed before it was sent (`pkg/crypto/pbkdf2.go`). */
const LEAST = 50_000
const MOST = 5_000_000

/**
 * The first passphrase. With `KdfIterations` and `Key` it is what a browser has made of it, else it is in plain, as the
 * command line sends it.
 */
export const passphraseOf = (
  request: FastifyRequest
): Pick<InstanceDraft, 'passphrase' | 'hashedPassphrase'> => {
  const iterations = integerOf(request, 'KdfIterations') ?? 0
  if (iterations !== 0 && iterations < LEAST) {
    throw invalidParameter('KdfIterations', 'The KdfIterations number is too low')
  }
  if (iterations > MOST) throw invalidParameter('KdfIterations', 'The KdfIterations number is too high')
  const passphrase = queryOf(request, 'Passphrase')
  if (passphrase === '') return {}
  if (iterations === 0 || queryOf(request, 'Key') === '') return { passphrase }
  return { hashedPassphrase: { sent: passphrase, kdfIterations: iterations } }
}
