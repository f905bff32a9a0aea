import type { FastifyRequest } from 'fastify'
import { appOrigin, pageUrl, splitHost } from '../instances/addresses.js'
import { headerOf } from '../server/request.js'
import { needsInstance } from './route-group.js'

/** A path as Go writes it once it has read it. */
const pathOf = (sent: string): string => {
  try {
    return encodeURI(decodeURIComponent(sent)).replaceAll('#', '%23').replaceAll('?', '%3F')
  } catch {
    return sent
  }
}

/** Where a request goes on that names the domain which an instance had before (`old_domain`); undefined for others. */
export const movedTo = (request: FastifyRequest): string | undefined => {
  const { instances, config } = request.server.stack
  const host = headerOf(request, 'host').toLowerCase()
  const atOldDomain = (domain: string) =>
    instances.list().find(({ details }) => details.old_domain === domain)
  const { domain, slug } = splitHost(host, config.subdomains)
  if (instances.get(host) || (slug !== '' && instances.get(domain))) return undefined
  const [sent = '/', ...query] = request.url.split('?')
  const rest = `${pathOf(sent)}${query.length > 0 ? `?${query.join('?')}` : ''}`
  const ofApp = slug === '' ? undefined : atOldDomain(domain)
  if (ofApp) return `${appOrigin(ofApp, slug, config.subdomains)}${rest}`
  const moved = atOldDomain(host)
  return moved && needsInstance(request.method, sent) ? `${pageUrl(moved, '')}${rest}` : undefined
}
