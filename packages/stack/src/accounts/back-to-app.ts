import type { FastifyReply } from 'fastify'
import { appOrigin, encodeQuery, type Subdomains } from '../instances/addresses.js'
import type { Instance } from '../instances/api.js'

const SLUG = /^[a-z0-9][a-z0-9-]*$/

/** Leads the owner back to the app they came from. What is no slug leads home: it must not name another site. */
export const backToApp = (
  reply: FastifyReply,
  instance: Instance,
  subdomains: Subdomains,
  slug: string,
  told: Readonly<Record<string, string | undefined>>
): FastifyReply => {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(told)) if (value) query.append(name, value)
  query.sort()
  const encoded = encodeQuery(query)
  const app = SLUG.test(slug) ? slug : 'home'
  const address = `${appOrigin(instance, app, subdomains)}/${encoded && `?${encoded}`}`
  return reply.code(303).header('location', address).send()
}
