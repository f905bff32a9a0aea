import { StoreError } from '../errors.js'

/** Where a CouchDB is. Only `shown` may be printed. */
export interface CouchAddress {
  protocol: 'http:' | 'https:'
  host: string
  port: number
  /** What stands before the names of databases, where CouchDB lies below a folder of a proxy: `/couch`, else empty. */
  base: string
  /** The header of that name, where the address has a user. */
  authorization: string | undefined
  /** Without user and password. */
  shown: string
}

const DEFAULT_PORTS = { 'http:': 80, 'https:': 443 } as const

/** The address is not repeated: there may be a password in it. */
const refuse = (): StoreError =>
  new StoreError(
    'unavailable',
    'Failed to open the data: the address of CouchDB is none. Give one such as http://user:password@localhost:5984/.'
  )

/** Reads `http(s)://user:password@host:port/`. Throws `unavailable`. */
export function readAddress(url: string): CouchAddress {
  const read = URL.canParse(url) ? new URL(url) : undefined
  if (!read || (read.protocol !== 'http:' && read.protocol !== 'https:')) throw refuse()
  const { protocol, username, password } = read
  const base = read.pathname.replace(/\/+$/, '')
  return {
    protocol,
    host: read.hostname.replace(/^\[|\]$/g, ''),
    port: read.port === '' ? DEFAULT_PORTS[protocol] : Number(read.port),
    base,
    authorization: username === '' ? undefined : basic(username, password),
    shown: `${protocol}//${read.host}${base}/`
  }
}

function basic(username: string, password: string): string {
  const [user, secret] = [username, password].map(decode)
  return `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`
}

/** A `%` that begins no escape stands for itself. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
