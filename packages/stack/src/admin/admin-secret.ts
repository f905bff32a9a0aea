import { createHash, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { StackError } from '../errors.js'

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(
  scrypt
)

interface Hash {
  N: number
  r: number
  p: number
  salt: Buffer
  key: Buffer
}

/** Bytes: a file that asks for more memory than this is none that `cozy-stack config passwd` writes. */
const MOST_MEMORY = 256 * 1024 * 1024

const FORM = /^scrypt\$(\d{1,7})\$(\d{1,3})\$(\d{1,3})\$((?:[0-9a-f]{2}){8,64})\$((?:[0-9a-f]{2}){16,64})$/

const parse = (text: string): Hash => {
  const [, N, r, p, salt = '', key = ''] = FORM.exec(text.trim()) ?? []
  const hash = {
    N: Number(N),
    r: Number(r),
    p: Number(p),
    salt: Buffer.from(salt, 'hex'),
    key: Buffer.from(key, 'hex')
  }
  const isPower = hash.N > 1 && Number.isInteger(Math.log2(hash.N))
  if (!isPower || hash.r === 0 || hash.p === 0 || 128 * hash.N * hash.r > MOST_MEMORY) {
    throw new StackError('admin_secret_invalid', { reason: 'it is no scrypt hash' })
  }
  return hash
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** The passphrase of the admin port, as `cozy-stack config passwd` stores it: its scrypt hash. */
export class AdminSecret {
  readonly #hash: Hash
  /** Of the last one that was right: the hash is a tenth of a second of work, and a program asks often. */
  #right: Buffer | undefined

  /** Throws `StackError` `admin_secret_invalid` for what is no such hash. */
  constructor(text: string) {
    this.#hash = parse(text)
  }

  async check(passphrase: string): Promise<boolean> {
    const sent = digest(passphrase)
    if (this.#right && timingSafeEqual(this.#right, sent)) return true
    const { N, r, p, salt, key } = this.#hash
    const found = await derive(passphrase, salt, key.length, { N, r, p, maxmem: 2 * MOST_MEMORY })
    if (!timingSafeEqual(found, key)) return false
    this.#right = sent
    return true
  }
}
