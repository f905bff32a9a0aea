import type { FastifyRequest } from 'fastify'
import { splitHost } from '../instances/addresses.js'
import type { Instance } from '../instances/api.js'
import { atDomain } from '../instances/stored-instance.js'
import type { Stack } from '../stack.js'
import { headerOf } from './request.js'

/** A web app's own host, and what belongs to it. */
export interface AppHost {
  instance: Instance
  slug: string
  /** The hosts of all apps beside it, as a pattern: `*.cozy.localhost:8080`. */
  siblings: string
}

/** The web app that a request's Host names: `drive.cozy.localhost:8080`, or `cozy-drive.localhost:8080` where flat. */
export const appHostOf = (
  request: FastifyRequest,
  { instances, config }: Pick<Stack, 'instances' | 'config'>
): AppHost | undefined => {
  const host = headerOf(request, 'host').toLowerCase()
  if (instances.get(host)) return undefined
  const { domain, slug, siblings } = splitHost(host, config.subdomains)
  const instance = slug === '' ? undefined : instances.get(domain)
  if (!instance) return undefined
  return { instance: instance.domain === domain ? instance : atDomain(instance, domain), slug, siblings }
}
