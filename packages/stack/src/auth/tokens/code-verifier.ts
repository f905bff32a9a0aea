import { createHash, timingSafeEqual } from 'node:crypto'
import type { AccessCode } from './access-code.js'

/** Whether who asks is who began (RFC 7636, S256): a code without a challenge asks for nothing. */
export const provesChallenge = (
  { code_challenge: challenge = '' }: AccessCode,
  verifier: string
): boolean => {
  if (challenge === '') return true
  const expected = Buffer.from(challenge)
  const found = Buffer.from(createHash('sha256').update(verifier).digest('base64url'))
  return expected.length === found.length && timingSafeEqual(expected, found)
}
