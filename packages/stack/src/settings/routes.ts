import type { FastifyReply } from 'fastify'
import { allowId, permissionOf } from '../permissions/allow.js'
import type { RouteFamily } from '../server/family.js'
import { sendResource } from '../server/json-api.js'
import { instanceOf } from '../server/request.js'
import { capabilitiesOf } from './capabilities.js'
import { addDiskUsageRoutes } from './disk-usage.js'
import { INSTANCE_SETTINGS_ID, SETTINGS } from './instance-settings.js'

const sendSettings = (
  reply: FastifyReply,
  name: string,
  attributes: Record<string, unknown>,
  rev?: string
): FastifyReply =>
  sendResource(reply, 200, {
    type: SETTINGS,
    id: `${SETTINGS}.${name}`,
    attributes,
    meta: rev ? { rev } : {},
    links: { self: `/settings/${name}` }
  })

/** `/settings`: what clients ask first. */
export const settingRoutes: RouteFamily = {
  name: 'settings',
  port: 'instance',
  fidelity:
    'Read the instance, its capabilities, flags (there are none), context and disk usage. Changing them is not there.',
  register(server) {
    server.get('/settings/instance', async (request, reply) => {
      const { documents, locale, context } = instanceOf(request)
      // Whoever has a token may read it, whatever its permissions, as on the real stack.
      await permissionOf(request, reply)
      const { _id, _rev, ...stored } = await documents.get(SETTINGS, INSTANCE_SETTINGS_ID)
      return sendSettings(
        reply,
        'instance',
        {
          ...stored,
          locale,
          context,
          auth_mode: 'basic',
          auto_update: true,
          default_redirection: 'home/',
          oidc_id: '',
          onboarding_finished: true,
          org_domain: '',
          org_id: '',
          password_defined: true,
          tos: '',
          tos_latest: '',
          uuid: ''
        },
        _rev
      )
    })
    server.get('/settings/capabilities', async (request, reply) => {
      await allowId(request, reply, 'GET', SETTINGS, `${SETTINGS}.capabilities`)
      return sendSettings(reply, 'capabilities', capabilitiesOf(server.stack.config))
    })
    addDiskUsageRoutes(server)
    server.get('/settings/flags', async (request, reply) => {
      await permissionOf(request, reply)
      return sendSettings(reply, 'flags', {})
    })
    server.get('/settings/context', async (request, reply) => {
      await allowId(request, reply, 'GET', SETTINGS, `${SETTINGS}.context`)
      return sendSettings(reply, 'context', {})
    })
  }
}
