import type { Context } from '../../context.js'
import { ERRORS } from '../../errors.js'
import { askAdmin } from '../../http/admin-request.js'
import { nearest } from '../../registry/nearest.js'

/** An instance as an admin port shows it. */
export interface InstanceAttributes {
  domain: string
  locale?: string
  context?: string
  domain_aliases?: string[]
  disk_quota?: string
  onboarding_finished?: boolean
  blocked?: boolean
  deleting?: boolean
  [field: string]: unknown
}

export interface InstanceResource {
  id: string
  attributes: InstanceAttributes
}

// A real stack shows more than a terminal should.
const SECRET = /secret|hash|salt|password(?!_defined)|register_token|_key$/i

/** What of it may be shown. */
export const shownAttributes = ({ attributes }: InstanceResource): InstanceAttributes =>
  Object.fromEntries(Object.entries(attributes).filter(([name]) => !SECRET.test(name))) as InstanceAttributes

/** All instances of the stack. */
export const listInstances = async (port: number, context: Context): Promise<InstanceAttributes[]> => {
  const { data } = await askAdmin<{ data: InstanceResource[] | null }>(port, context, {
    path: 'instances',
    act: 'list the instances'
  })
  return (data ?? []).map(shownAttributes).sort((one, other) => (one.domain < other.domain ? -1 : 1))
}

const withoutPort = (domain: string): string => domain.replace(/:\d+$/, '')

/** A domain as it was typed, perhaps an address: `http://cozy.localhost:8080/`. */
export const typedDomain = (typed: string): string =>
  typed
    .replace(/^https?:\/\//, '')
    .replace(/\/.*$/, '')
    .toLowerCase()

/** The whole domain of one that was typed, perhaps without its port. Throws where the stack has none such. */
export const knownDomain = async (
  typed: string,
  act: string,
  port: number,
  context: Context
): Promise<string> => {
  const asked = typedDomain(typed)
  const instances = await listInstances(port, context)
  const domains = instances.map(({ domain }) => domain)
  const exact = instances.find(
    ({ domain, domain_aliases }) => domain === asked || domain_aliases?.includes(asked)
  )
  if (exact) return exact.domain
  const alike = domains.filter(domain => withoutPort(domain) === asked)
  if (alike.length === 1 && alike[0] !== undefined) return alike[0]
  const near = nearest(asked, domains) ?? nearest(withoutPort(asked), domains.map(withoutPort))
  const meant = near === undefined ? '' : `Did you mean "${near}"? `
  const has = domains.length > 0 ? `It has: ${domains.join(', ')}.` : '"cozy-jobs instances add" makes one.'
  throw ERRORS.refused(act, `the stack has no instance ${asked}`, meant + has)
}

/** A domain without a port gets the one that all instances of the stack have: without it nobody reaches it. */
export const newDomain = async (typed: string, port: number, context: Context): Promise<string> => {
  const asked = typedDomain(typed)
  if (/:\d+$/.test(asked)) return asked
  const ports = new Set(
    (await listInstances(port, context)).map(({ domain }) => /:\d+$/.exec(domain)?.[0] ?? '')
  )
  const [only] = ports
  return ports.size === 1 && only ? asked + only : asked
}
