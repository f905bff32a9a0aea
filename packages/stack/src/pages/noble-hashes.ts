import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const PREFIX = '/scripts/noble-hashes/'

/** PBKDF2 with SHA-256, and what it imports. */
const FILES = ['pbkdf2.js', 'sha2.js', 'hmac.js', 'utils.js', '_md.js', '_u64.js']

/**
 * A file of `@noble/hashes`, which browsers load where they have no `crypto.subtle`: on addresses that are neither
 * encrypted nor the machine's own. Undefined for any other name.
 */
export const readNobleHashes = async (name: string): Promise<Buffer | undefined> => {
  const file = name.startsWith(PREFIX) ? name.slice(PREFIX.length) : ''
  if (!FILES.includes(file)) return undefined
  const folder = dirname(createRequire(import.meta.url).resolve('@noble/hashes/pbkdf2.js'))
  return readFile(join(folder, file))
}
