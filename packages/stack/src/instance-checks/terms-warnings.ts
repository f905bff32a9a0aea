import type { FastifyRequest } from 'fastify'
import type { Instance } from '../instances/api.js'
import { textsOf } from '../server/texts.js'
import { managerUrl } from '../settings/manager.js'
import { areDue } from '../settings/terms.js'

/** What an owner is warned of: terms of service that are to be signed. An instance that has moved away is none of ours. */
export const termsWarnings = (request: FastifyRequest, instance: Instance): Record<string, unknown>[] => {
  const { clock, config } = request.server.stack
  const { tos, tos_latest } = instance.details
  if (!areDue(tos_latest, tos, clock.now())) return []
  const link = managerUrl(config, instance, 'tos')
  return [
    {
      status: '402',
      title: 'TOS Updated',
      code: 'tos-updated',
      detail: textsOf(instance.locale).termsUpdated,
      source: {},
      links: link === '' ? {} : { self: link }
    }
  ]
}
