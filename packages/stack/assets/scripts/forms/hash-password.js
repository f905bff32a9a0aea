// What Bitwarden's clients send in the place of a password: derived from it so slowly that nobody guesses it back.

const HASH = 'SHA-256'

const SCRIPTS = '/assets/scripts/noble-hashes'

const bytes = text => new TextEncoder().encode(text)

const derive = async (secret, salt, iterations) => {
  const key = await window.crypto.subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveBits'])
  const how = { name: 'PBKDF2', salt, iterations, hash: HASH }
  return new Uint8Array(await window.crypto.subtle.deriveBits(how, key, 256))
}

/** Browsers have no `crypto.subtle` where an address is neither encrypted nor this machine's; there a script computes. */
const deriveByScript = async (secret, salt, iterations) => {
  const [{ pbkdf2Async }, { sha256 }] = await Promise.all([
    import(`${SCRIPTS}/pbkdf2.js`),
    import(`${SCRIPTS}/sha2.js`)
  ])
  return pbkdf2Async(sha256, secret, salt, { c: iterations, dkLen: 32 })
}

/** Without iterations the password itself: the stack says so where it takes that. */
export const hashPassword = async (password, salt, iterations) => {
  if (!iterations) return password
  const how = window.crypto?.subtle ? derive : deriveByScript
  const key = await how(bytes(password), bytes(salt), iterations)
  return window.btoa(String.fromCharCode(...(await how(key, bytes(password), 1))))
}
