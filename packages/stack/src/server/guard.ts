import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Instances } from '../instances/api.js'
import { headerOf } from './request.js'
import { sendJson } from './json-api.js'

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

/**
 * The name in a Host header, without port, in small letters; undefined where it is no host, or is written in another
 * way than it is read: `127.1`, `local%68ost`.
 */
const hostnameOf = (host: string): string | undefined => {
  try {
    const { hostname } = new URL(`http://${host}`)
    return /^(.*?)(?::\d*)?$/.exec(host.toLowerCase())?.[1] === hostname ? hostname : undefined
  } catch {
    return undefined
  }
}

const isWithin = (hostname: string, domain: string): boolean =>
  hostname === domain || hostname.endsWith(`.${domain}`)

/** Whether a name is one that this stack answers to: loopback, `*.localhost`, an instance's domain or one below it. */
export const isOwnHostname = (hostname: string, instances: Instances): boolean =>
  LOOPBACK.includes(hostname) ||
  isWithin(hostname, 'localhost') ||
  instances.list().some(({ domain }) => isWithin(hostname, domain.replace(/:\d+$/, '')))

/** An Origin is `scheme://host[:port]`; anything else, `null` too, is nobody's. */
const originHostname = (origin: string): string | undefined => /^https?:\/\/([^/]+)$/i.exec(origin)?.[1]

/** Why a request is refused; undefined where it is not. */
export const foreignness = (request: FastifyRequest, instances: Instances): string | undefined => {
  const host = headerOf(request, 'host')
  const hostname = hostnameOf(host)
  if (hostname === undefined || !isOwnHostname(hostname, instances)) return `its Host is "${host}"`
  const { origin } = request.headers
  if (origin === undefined) return undefined
  const originHost = hostnameOf(originHostname(origin) ?? '')
  return originHost !== undefined && isOwnHostname(originHost, instances)
    ? undefined
    : `its Origin is "${origin}"`
}

/**
 * Refuses, before anything is read, what comes from a foreign page or through a foreign name: a page anywhere can reach
 * a server on loopback, by its address or by a name of its own that it points there. The real stack takes any Origin.
 */
export const guard = (request: FastifyRequest, reply: FastifyReply, instances: Instances): boolean => {
  const why = foreignness(request, instances)
  if (why === undefined) return true
  void sendJson(reply, 403, {
    error: `Failed to serve the request: ${why}, and this stack answers to its own alone. Use an instance's domain, localhost or 127.0.0.1.`
  })
  return false
}
