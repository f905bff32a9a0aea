import type { FastifyReply, FastifyRequest } from 'fastify'
import { INTENTS } from '../intents/intent.js'
import { appOrigin } from '../instances/addresses.js'
import type { AppHost } from '../server/app-host.js'
import { addCspSources } from '../server/csp.js'
import { queryOf } from '../server/request.js'

const CLIENT = /^io\.cozy\.apps\/([a-z0-9-]+)$/

/** Lets the app that has started an intent frame the page of the app that answers it. */
export const allowIntentClient = async (
  request: FastifyRequest,
  reply: FastifyReply,
  { instance, slug }: AppHost
): Promise<void> => {
  const id = queryOf(request, 'intent')
  if (id === '' || id.startsWith('_')) return
  const intent = await instance.documents.get(INTENTS, id).catch(() => undefined)
  const services = Array.isArray(intent?.services) ? (intent.services as { slug?: unknown }[]) : []
  const client = CLIENT.exec(typeof intent?.client === 'string' ? intent.client : '')?.[1]
  if (client === undefined || !services.some(service => service?.slug === slug)) return
  const { subdomains } = request.server.stack.config
  addCspSources(reply, 'frame-ancestors', appOrigin(instance, client, subdomains))
}
