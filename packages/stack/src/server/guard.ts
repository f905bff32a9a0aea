import type { FastifyReply, FastifyRequest } from 'fastify'
import { splitHost, type Subdomains } from '../instances/addresses.js'
import type { Instances } from '../instances/api.js'
import { headerOf } from './request.js'
import { sendJson } from './json-api.js'

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

const LONGEST_HOSTNAME = 253

const isLabel = (label: string): boolean => /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/.test(label)

/** Whether a name is one that DNS could hold, which is more than URL asks: it takes `..localhost`. */
const isHostname = (hostname: string): boolean =>
  hostname.startsWith('[') || (hostname.length <= LONGEST_HOSTNAME && hostname.split('.').every(isLabel))

/**
 * The name in a Host header, without port, in small letters; undefined where it is no host, or is written in another
 * way than it is read: `127.1`, `local%68ost`.
 */
const hostnameOf = (host: string): string | undefined => {
  try {
    const { hostname } = new URL(`http://${host}`)
    const written = /^(.*?)(?::\d*)?$/.exec(host.toLowerCase())?.[1]
    return written === hostname && isHostname(hostname) ? hostname : undefined
  } catch {
    return undefined
  }
}

const isWithin = (hostname: string, domain: string): boolean =>
  hostname === domain || hostname.endsWith(`.${domain}`)

/** An app beside its instance, `alice-drive.example` of `alice.example`: only where sub-domains are flat. */
const isFlatApp = (hostname: string, domain: string): boolean => {
  const { slug, domain: parent } = splitHost(hostname, 'flat')
  return slug !== '' && parent === domain
}

/**
 * Whether a name is one that this stack answers to: loopback, `*.localhost`, an instance's domain, one below it, or a
 * flat one of its apps.
 */
const isOwnHostname = (hostname: string, instances: Instances, subdomains: Subdomains): boolean =>
  LOOPBACK.includes(hostname) ||
  isWithin(hostname, 'localhost') ||
  instances
    .list()
    .flatMap(({ domain, details }) => [
      domain,
      ...(details.domain_aliases ?? []),
      details.old_domain ?? domain
    ])
    .map(domain => domain.replace(/:\d+$/, ''))
    .some(domain => isWithin(hostname, domain) || (subdomains === 'flat' && isFlatApp(hostname, domain)))

/** An Origin is `scheme://host[:port]`; anything else, `null` too, is nobody's. */
const originHostname = (origin: string): string | undefined => /^https?:\/\/([^/]+)$/i.exec(origin)?.[1]

/** Whether a request names one host only: Node keeps the first of several, other readers on the way may not. */
const namesOneHost = ({ rawHeaders, url = '' }: FastifyRequest['raw'], host: string): boolean => {
  const hosts = rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host')
  // What a proxy is asked, `GET http://…`: the address counts then, the header does not.
  const address = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(url)?.[1]
  return hosts.length === 1 && (address ?? host).toLowerCase() === host.toLowerCase()
}

/** Why a request is refused; undefined where it is not. */
export const foreignness = (request: FastifyRequest, instances: Instances): string | undefined => {
  const { subdomains } = request.server.stack.config
  const host = headerOf(request, 'host')
  const hostname = hostnameOf(host)
  if (hostname === undefined || !isOwnHostname(hostname, instances, subdomains))
    return `its Host is "${host}"`
  if (!namesOneHost(request.raw, host)) return 'it names more hosts than one'
  const { origin } = request.headers
  if (origin === undefined) return undefined
  const originHost = hostnameOf(originHostname(origin) ?? '')
  return originHost !== undefined && isOwnHostname(originHost, instances, subdomains)
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
