'use strict'

const dns = require('node:dns')

const ADDRESSES = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 }
]
const INSTALLED = Symbol.for('@cozy-jobs/env/loopback')
const systemLookup = dns.lookup
const systemPromise = dns.promises.lookup

const isLoopbackName = hostname => /^(?:[^.]+\.)*localhost\.?$/i.test(String(hostname))

// As dns.lookup: a family is given as a number (0 is any), as 'IPv4' or 'IPv6', alone or in the options.
const familyOf = options => {
  const family = typeof options === 'object' && options !== null ? options.family : options
  return { IPv4: 4, IPv6: 6 }[family] ?? (family || 0)
}

const select = options => {
  const family = familyOf(options)
  const found = ADDRESSES.filter(each => family === 0 || each.family === family).map(each => ({ ...each }))
  return options?.order === 'ipv6first' ? found.reverse() : found
}

/** A `lookup` for `net`, `http` and undici: `localhost` and what lies below it is loopback, the rest is the system's. */
function lookup(hostname, options, callback) {
  const done = typeof options === 'function' ? options : callback
  const wish = typeof options === 'function' ? {} : options
  const found = isLoopbackName(hostname) ? select(wish) : []
  // A call that makes no sense gets the system's own answer, which is an error.
  if (found.length === 0 || typeof done !== 'function') return systemLookup.apply(dns, arguments)
  process.nextTick(() => {
    if (wish?.all) done(null, found)
    else done(null, found[0].address, found[0].family)
  })
  return {}
}

async function lookupPromise(hostname, options) {
  const found = isLoopbackName(hostname) ? select(options) : []
  if (found.length === 0) return systemPromise.call(dns.promises, hostname, options)
  return options?.all ? found : found[0]
}

/** Makes `node:dns` of this process answer so, and all that uses it: net, http, fetch. A second time does nothing. */
function install() {
  if (dns.lookup[INSTALLED]) return
  // util.promisify finds the names of its results in a symbol of the function.
  const own = Object.getOwnPropertyDescriptors(systemLookup)
  for (const key of Object.getOwnPropertySymbols(own)) Object.defineProperty(lookup, key, own[key])
  lookup[INSTALLED] = true
  dns.lookup = lookup
  dns.promises.lookup = lookupPromise
  require('node:module').syncBuiltinESMExports()
}

module.exports = { install, isLoopbackName, lookup }
