import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'

const CIPHER = 'aes-256-gcm'
/** Bytes. */
const KEY = 32
const NONCE = 12
const TAG = 16

/** What sealed texts begin with, so that those of another stack are known as such. */
const HEADER = Buffer.from('cjk1')

const FILE = 'keyring'

/** Written aside and renamed: a key that was read once is never another. */
const makeKey = async (path: string): Promise<Buffer> => {
  const key = randomBytes(KEY)
  const aside = `${path}.${process.pid}`
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const file = await open(aside, 'w', 0o600)
  try {
    await file.writeFile(key.toString('base64'))
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(aside, path)
  return key
}

const readKey = async (path: string): Promise<Buffer> => {
  try {
    return Buffer.from(await readFile(path, 'utf8'), 'base64')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return makeKey(path)
  }
}

/** Seals what a stack keeps secret in its documents, with a key that lies beside the data and never in them. */
export class Keyring {
  readonly #path: string | undefined
  #key: Promise<Buffer> | undefined

  /** The key is made when it is first needed: in `folder`, mode 0600, or for as long as the stack lives. */
  constructor(folder?: string) {
    this.#path = folder === undefined ? undefined : join(folder, FILE)
  }

  /** As base64. */
  async seal(plain: string): Promise<string> {
    const nonce = randomBytes(NONCE)
    const cipher = createCipheriv(CIPHER, await this.#read(), nonce)
    const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
    return Buffer.concat([HEADER, nonce, sealed, cipher.getAuthTag()]).toString('base64')
  }

  /** Undefined for what this keyring has not sealed. */
  async open(text: string): Promise<string | undefined> {
    const bytes = Buffer.from(text, 'base64')
    const start = HEADER.length + NONCE
    if (bytes.length < start + TAG || !bytes.subarray(0, HEADER.length).equals(HEADER)) return undefined
    const cipher = createDecipheriv(CIPHER, await this.#read(), bytes.subarray(HEADER.length, start))
    cipher.setAuthTag(bytes.subarray(-TAG))
    try {
      return Buffer.concat([cipher.update(bytes.subarray(start, -TAG)), cipher.final()]).toString()
    } catch {
      return undefined
    }
  }

  #read(): Promise<Buffer> {
    this.#key ??= this.#path === undefined ? Promise.resolve(randomBytes(KEY)) : readKey(this.#path)
    // A folder that could not be written to may be mended.
    this.#key.catch(() => (this.#key = undefined))
    return this.#key
  }
}
