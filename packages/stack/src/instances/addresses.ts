import type { StackConfig } from '../config.js'
import type { Instance } from './api.js'

/** Which form sub-domains have: `drive.cozy.localhost` or `cozy-drive.localhost`. */
export type Subdomains = StackConfig['subdomains']

/** What a host name says: whose it is, which app's, and a pattern for all apps beside it. */
export interface SplitHost {
  /** The instance's domain, port included. */
  domain: string
  /** '' for the instance itself. */
  slug: string
  /** `*.cozy.localhost:8080` */
  siblings: string
}

/** Takes a host apart as the real stack (`SplitCozyHost`): whether there is such an instance is not looked at. */
export const splitHost = (host: string, subdomains: Subdomains): SplitHost => {
  const [, first = host, rest = ''] = /^([^.]*)\.(.*)$/s.exec(host) ?? []
  if (rest === '') return { domain: host, slug: '', siblings: '' }
  if (subdomains === 'nested') return { domain: rest, slug: first, siblings: `*.${rest}` }
  const dash = first.indexOf('-')
  return dash < 0
    ? { domain: host, slug: '', siblings: '' }
    : { domain: `${first.slice(0, dash)}.${rest}`, slug: first.slice(dash + 1), siblings: `*.${rest}` }
}

/** The domain at which an instance is asked: its own, or the alias that the request has named. */
export const hostOf = ({ host, domain }: Pick<Instance, 'host' | 'domain'>): string => host ?? domain

/** Where an app of an instance is served, port included. A domain without a dot has no flat form. */
export const appHost = (instance: Instance, slug: string, subdomains: Subdomains): string => {
  const domain = hostOf(instance)
  const dot = domain.indexOf('.')
  if (subdomains === 'nested' || dot < 0) return `${slug}.${domain}`
  return `${domain.slice(0, dot)}-${slug}${domain.slice(dot)}`
}

/** The address of an app's first page, without the slash at its end. */
export const appOrigin = (instance: Instance, slug: string, subdomains: Subdomains): string =>
  `http://${appHost(instance, slug, subdomains)}`

/** A query as Go writes it. */
export const encodeQuery = (query: Record<string, string> | URLSearchParams): string =>
  new URLSearchParams(query).toString().replaceAll('*', '%2A').replaceAll('%7E', '~')

/** The address of a page of the stack itself. */
export const pageUrl = (instance: Instance, path: string, query: Record<string, string> = {}): string => {
  const encoded = encodeQuery(query)
  return `http://${hostOf(instance)}${path}${encoded && `?${encoded}`}`
}

/** `drive/folder#hash`: how a context or an instance names where to go after a login. */
export const routeUrl = (instance: Instance, route: string, subdomains: Subdomains): string => {
  const [, slug = '', path = '', fragment = ''] = /^([^/#]*)\/?([^#]*)(#.*)?$/s.exec(route) ?? []
  return `${appOrigin(instance, slug, subdomains)}/${path}${fragment}`
}
