import type { RouteFamily } from '../server/family.js'
import { addAuthModeRoute } from './auth-mode-route.js'
import { addAvatarRoutes } from './avatar/avatar-routes.js'
import { addCapabilitiesRoute } from './capabilities-route.js'
import { addClientRoutes } from './client-routes.js'
import { addClientsLimitRoutes } from './clients-limit.js'
import { addContextRoute } from './context-route.js'
import { addDiskUsageRoutes } from './disk-usage.js'
import { addEmailRoutes } from './email/email-routes.js'
import { addTieRoutes } from './external-ties.js'
import { addFlagsRoute } from './flags-route.js'
import { addInstanceRoutes } from './instance-routes.js'
import { addMissingRoutes } from './missing-routes.js'
import { addOnboardingRoutes } from './onboarding.js'
import { addFlagshipRoute } from './passphrase/flagship-route.js'
import { addHintRoutes } from './passphrase/hint-routes.js'
import { addPassphraseRoutes } from './passphrase/passphrase-routes.js'
import { addRegisterRoute } from './passphrase/register-routes.js'
import { addSessionRoutes } from './session-routes.js'
import { addTermsRoutes } from './terms-routes.js'

/** `/settings`: what clients ask first, and what an owner changes. */
export const settingRoutes: RouteFamily = {
  name: 'settings',
  port: 'instance',
  fidelity:
    'The instance and its changes, e-mail address with its confirmation by mail, passphrase and hint, login in two steps, terms of service, avatar, capabilities, feature flags with their sources, context, disk usage, sessions, OAuth clients and their limit, onboarding. The vault of passwords, and the deletion of an instance, which a manager or RabbitMQ does, are not there.',
  differences: {
    'DELETE /settings/clients/:id': 'The real stack also ends what the client was told of sharings.',
    'GET /settings/clients': 'The cursor of the next page is the id of a client.',
    'GET /settings/clients/limit-exceeded':
      'Leads to addresses of the instance and its apps alone; the page shows no way to buy more.',
    'GET /settings/context':
      'The antivirus is always off. The address of a manager is that of `clouderies` in cozy.yaml.',
    'GET /settings/external-ties': 'There is never a subscription: no manager is asked.',
    'GET /settings/flags': 'No manager is asked for flags.',
    'GET /settings/instance':
      'What a manager or a provider of identities says of it is not there: legal notice, address of the logout.',
    'GET /settings/install_flagship_app': 'The page is plainer.',
    'GET /settings/warnings': 'An instance never moves, so that terms of service alone are warned of.',
    'POST /settings/email': 'What is no address is refused with 400.',
    'POST /settings/email/resend': 'Without a new address the answer is 400, not 500.',
    'POST /settings/passphrase':
      'A passphrase with `iterations` is taken as hashed, with or without `key`. No keys of a vault are made.',
    'PUT /settings/avatar':
      'PNG, JPEG, GIF, WebP, AVIF and BMP are taken; any other content is refused with 422, where the real stack takes it.',
    'PUT /settings/instance': 'Terms of service or a mode of login that are none are 400, not 500.',
    'PUT /settings/instance/auth_mode': 'Codes are drawn, where the real stack works them out of the time.',
    'PUT /settings/instance/sign_tos': 'What was signed is noted here: no manager is asked.',
    'PUT /settings/passphrase':
      'The sessions of others are gone from the list too, where the real stack leaves them there, dead. Tokens of services and konnectors that run stay good.'
  },
  register(server) {
    addInstanceRoutes(server)
    addTermsRoutes(server)
    addAuthModeRoute(server)
    addEmailRoutes(server)
    addPassphraseRoutes(server)
    addRegisterRoute(server)
    addFlagshipRoute(server)
    addHintRoutes(server)
    addOnboardingRoutes(server)
    addAvatarRoutes(server)
    addCapabilitiesRoute(server)
    addFlagsRoute(server)
    addContextRoute(server)
    addTieRoutes(server)
    addDiskUsageRoutes(server)
    addClientRoutes(server)
    addClientsLimitRoutes(server)
    addSessionRoutes(server)
    addMissingRoutes(server)
  }
}
