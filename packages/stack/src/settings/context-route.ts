import type { FastifyInstance } from 'fastify'
import { contextOf } from '../installs/context.js'
import { instanceOf } from '../server/request.js'
import { antivirusOf } from './antivirus.js'
import { managerUrl } from './manager.js'
import { sendSettingsMap } from './send-settings.js'
import { withSponsorLogos } from './sponsor-logos.js'
import { refuseStrangers } from './strangers.js'

/** `GET /settings/context`: for whoever has a token, what cozy.yaml says of the instance's context. */
export const addContextRoute = (server: FastifyInstance): void => {
  const { config } = server.stack
  server.get('/settings/context', async (request, reply) => {
    await refuseStrangers(request, reply)
    const instance = instanceOf(request)
    const context = contextOf(config, instance)
    const manager = managerUrl(config, instance, '')
    return sendSettingsMap(reply, 'context', {
      ...withSponsorLogos(context, config.contexts, instance.details.sponsorships ?? []),
      ...(manager !== '' && { manager_url: manager }),
      antivirus: antivirusOf(config, instance)
    })
  })
}
