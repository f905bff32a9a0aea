import { pbkdf2, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify<string, Buffer, number, Buffer>(scrypt)
const stretch = promisify(pbkdf2)

const KEY_LENGTH = 32

/** The passphrase of an instance that a stack makes for itself, as documented for development. */
export const DEFAULT_PASSPHRASE = 'cozy'

/** How often a browser hashes a passphrase before it sends it: what the real stack asks for (`pkg/crypto/pbkdf2.go`). */
export const KDF_ITERATIONS = 650_000

/** What a browser salts a passphrase with: no port, so that it is the same wherever the instance listens. */
export const passphraseSalt = (domain: string): string => `me@${domain.split(':')[0]}`

/** What a browser sends in the place of a passphrase: Bitwarden's derivation, in base64. */
export const browserHash = async (
  passphrase: string,
  domain: string,
  iterations = KDF_ITERATIONS
): Promise<string> => {
  const key = await stretch(passphrase, passphraseSalt(domain), iterations, KEY_LENGTH, 'sha256')
  return (await stretch(key, passphrase, 1, KEY_LENGTH, 'sha256')).toString('base64')
}

/** `scrypt$<salt>$<key>`, both base64: what is stored of what a browser sends. */
export const storedHash = async (sent: string): Promise<string> => {
  const salt = randomBytes(16)
  return `scrypt$${salt.toString('base64')}$${(await derive(sent, salt, KEY_LENGTH)).toString('base64')}`
}

/** Whether `sent` is what the stored hash was made of; takes as long for a wrong one. */
export const matchesHash = async (sent: string, stored: string): Promise<boolean> => {
  const [, salt = '', key = ''] = stored.split('$')
  const expected = Buffer.from(key, 'base64')
  const found = await derive(sent, Buffer.from(salt, 'base64'), KEY_LENGTH)
  return expected.length === found.length && timingSafeEqual(expected, found)
}

/** A stored instance with another passphrase than it had: what was signed under the last one is good no more. */
export const withPassphrase = async (
  { default_passphrase: _default, ...kept }: Record<string, unknown>,
  { sent, kdfIterations }: { sent: string; kdfIterations: number }
): Promise<Record<string, unknown>> => ({
  ...kept,
  passphrase_hash: await storedHash(sent),
  passphrase_kdf_iterations: kdfIterations,
  session_secret: randomBytes(64).toString('base64')
})
