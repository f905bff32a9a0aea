import type { FastifyReply, FastifyRequest } from 'fastify'
import { contextOf } from '../installs/context.js'
import { permissionOf } from '../permissions/allow.js'
import type { RouteFamily } from '../server/family.js'
import { HttpError } from '../server/http-error.js'
import { sendErrors, sendResource } from '../server/json-api.js'
import { instanceOf } from '../server/request.js'
import { capabilitiesOf } from './capabilities.js'
import { addDiskUsageRoutes } from './disk-usage.js'
import { flagsOf } from './flags.js'
import { INSTANCE_SETTINGS_ID, SETTINGS } from './instance-settings.js'
import { addSessionRoutes } from './session-routes.js'

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

/** Whatever is wrong with a token, to these two the answer is 403. */
const refuseStrangers = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
  try {
    await permissionOf(request, reply)
  } catch {
    throw new HttpError(403)
  }
}

/** What the real stack says of its antivirus where it has none. */
const NO_ANTIVIRUS = { enabled: false, notifications: { email_on_infected: false } }

/** An app and a path in it; what is an address or nothing gives way to the home app. */
const redirectionOf = (stored: unknown): string =>
  typeof stored === 'string' && !stored.startsWith('http') ? stored : 'home/'

/** `/settings`: what clients ask first. */
export const settingRoutes: RouteFamily = {
  name: 'settings',
  port: 'instance',
  fidelity:
    'Read the instance, its capabilities, flags and context (both as cozy.yaml has them), disk usage, sessions, warnings. Changing them is not there.',
  differences: {
    'GET /settings/context':
      'The antivirus is always off; sponsorships and an address of the manager are not there.',
    'GET /settings/disk-usage':
      'An app reads it with its token alone, where the real stack wants its owner logged in too.',
    'GET /settings/flags': 'Flags of one instance and of the administration are not there.',
    'GET /settings/instance': 'Nothing is to be signed, and the instance is in no organisation.',
    'GET /settings/warnings': 'There is never one.'
  },
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
          default_redirection: redirectionOf(stored.default_redirection),
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
      await permissionOf(request, reply)
      return sendSettings(reply, 'capabilities', capabilitiesOf(server.stack.config))
    })
    addDiskUsageRoutes(server)
    server.get('/settings/flags', async (request, reply) => {
      await refuseStrangers(request, reply)
      return sendSettings(reply, 'flags', flagsOf(server.stack.config, instanceOf(request)))
    })
    server.get('/settings/context', async (request, reply) => {
      await refuseStrangers(request, reply)
      const context = contextOf(server.stack.config, instanceOf(request))
      return sendSettings(reply, 'context', { ...context, antivirus: NO_ANTIVIRUS })
    })
    server.get('/settings/warnings', async (request, reply) => {
      await permissionOf(request, reply)
      return sendErrors(reply, 404, [])
    })
    addSessionRoutes(server)
  }
}
