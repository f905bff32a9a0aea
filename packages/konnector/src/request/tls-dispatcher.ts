import type { RequestOptions } from './options.js'

const GLOBAL_DISPATCHER = Symbol.for('undici.globalDispatcher.1')

interface Dispatcher {
  constructor: new (options: object) => unknown
}

/** By the dispatcher in use: a recording has agents of its own. */
const made = new WeakMap<Dispatcher, Map<string, unknown>>()

const tlsOf = (options: RequestOptions): Record<string, unknown> => {
  const { strictSSL, rejectUnauthorized, agentOptions, ca, cert, key, passphrase } = options
  const lax = strictSSL === false || rejectUnauthorized === false
  const given = { ...agentOptions, ca, cert, key, passphrase, ...(lax ? { rejectUnauthorized: false } : {}) }
  const TLS = [
    'ca',
    'cert',
    'key',
    'pfx',
    'passphrase',
    'rejectUnauthorized',
    'ciphers',
    'minVersion',
    'maxVersion',
    'servername',
    'secureOptions'
  ]
  return Object.fromEntries(
    Object.entries(given).filter(([name, value]) => TLS.includes(name) && value !== undefined)
  )
}

/**
 * A dispatcher of fetch with options of TLS; undefined where a request has none. Node has no other way to its own
 * agent than the one that is in use: one of a recording gives agents that are recorded too. Where it is something
 * else, it stays.
 */
export const tlsDispatcher = (options: RequestOptions): unknown => {
  const tls = tlsOf(options)
  if (Object.keys(tls).length === 0) return undefined
  // Node makes its agent when one of fetch's classes is first asked for.
  void globalThis.Response
  const current = (globalThis as unknown as Record<symbol, Dispatcher | undefined>)[GLOBAL_DISPATCHER]
  if (current?.constructor.name !== 'Agent') return undefined
  const known = JSON.stringify(tls)
  const ofThis = made.get(current) ?? new Map<string, unknown>()
  made.set(current, ofThis)
  const dispatcher = ofThis.get(known) ?? new current.constructor({ connect: tls })
  ofThis.set(known, dispatcher)
  return dispatcher
}
