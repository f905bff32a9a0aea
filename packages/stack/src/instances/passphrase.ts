import { randomBytes, scrypt } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify<string, Buffer, number, Buffer>(scrypt)

const KEY_LENGTH = 32

/** `scrypt$<salt>$<key>`, both base64: what is stored of a passphrase, for the login to come. */
export const hashPassphrase = async (passphrase: string): Promise<string> => {
  const salt = randomBytes(16)
  return `scrypt$${salt.toString('base64')}$${(await derive(passphrase, salt, KEY_LENGTH)).toString('base64')}`
}
