// Loaded before a konnector: whatever it asks of its provider goes to the recorder (FIRST_REQUEST_RECORDER), which is
// told the address. By which library it is asked makes no difference; the Cozy, on loopback, is left alone.
'use strict'
const http = require('node:http')
const https = require('node:https')

const recorder = new URL(process.env.FIRST_REQUEST_RECORDER)
delete process.env.FIRST_REQUEST_RECORDER

// What a bundle has built in: here the old libraries are not bundled.
globalThis.__WEBPACK_PROVIDED_MANIFEST__ = JSON.parse(process.env.PROVIDED_MANIFEST ?? '{}')
delete process.env.PROVIDED_MANIFEST
require.extensions['.konnector'] = require.extensions['.json']

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|\[?::1\]?|(.*\.)?localhost)$/
const isProvider = host => !LOOPBACK.test(host)

const hostOf = ({ hostname, host = 'localhost' }) => hostname ?? host.replace(/:\d+$/, '')

const patch = (library, protocol) => {
  const original = http.request
  const real = library.request
  const request = (...given) => {
    const callback = typeof given.at(-1) === 'function' ? given.pop() : undefined
    const [first, second = {}] = given
    const address = typeof first === 'string' || first instanceof URL ? new URL(first) : undefined
    const options = address
      ? { hostname: address.hostname, port: address.port, path: address.pathname + address.search, ...second }
      : { ...first }
    if (!isProvider(hostOf(options))) return real.call(library, ...given, ...(callback ? [callback] : []))
    const port = options.port && ![80, 443].includes(Number(options.port)) ? `:${options.port}` : ''
    const url = `${protocol}//${hostOf(options)}${port}${options.path ?? '/'}`
    const { headers, method } = options
    const named = Array.isArray(headers) ? headers : { ...headers, 'x-asked': url }
    return original.call(
      http,
      {
        host: recorder.hostname,
        port: recorder.port,
        path: '/',
        method,
        headers: named,
        agent: new http.Agent()
      },
      callback
    )
  }
  library.request = request
  library.get = (...given) => {
    const sent = request(...given)
    sent.end()
    return sent
  }
}

patch(https, 'https:')
// Last: the recorder is asked by it.
const plain = http.request
patch(http, 'http:')
void plain

const { fetch: ask, Headers, Request } = globalThis
globalThis.fetch = (target, init) => {
  const { url } = target instanceof Request ? target : { url: String(target) }
  if (!isProvider(new URL(url).hostname)) return ask(target, init)
  const headers = new Headers(init?.headers ?? (target instanceof Request ? target.headers : undefined))
  headers.set('x-asked', url)
  return ask(recorder, { ...init, headers })
}
