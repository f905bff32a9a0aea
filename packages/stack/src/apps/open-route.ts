import type { FastifyInstance } from 'fastify'
import { currentSession } from '../auth/current-session.js'
import { createSession } from '../auth/session.js'
import { sessionCookie } from '../auth/session-cookie.js'
import { instanceFlags } from '../features/instance-flags.js'
import { INSTALL_ERRORS } from '../installs/errors.js'
import { pageValues } from '../pages/page-values.js'
import { isTracked } from '../pages/send-index.js'
import type { TemplateValue, TemplateValues } from '../pages/template/expression.js'
import { allowMaximal } from '../permissions/allow.js'
import { signToken } from '../permissions/token.js'
import { cookieText } from '../server/cookies.js'
import { sendResource } from '../server/json-api.js'
import { instanceOf, paramOf } from '../server/request.js'
import { capabilitiesOf } from '../settings/capabilities.js'

/** What the flagship app puts into a page, in the order of their names, as Go writes a map. */
const VARIABLES = [
  'AppEditor',
  'AppName',
  'AppNamePrefix',
  'AppSlug',
  'Capabilities',
  'Cookie',
  'CozyBar',
  'CozyClientJS',
  'CozyFonts',
  'DefaultWallpaper',
  'Domain',
  'Favicon',
  'Flags',
  'IconPath',
  'Locale',
  'SubDomain',
  'ThemeCSS',
  'Token',
  'Tracking',
  'Warnings'
]

const asText = (value: TemplateValue): string => (typeof value === 'object' ? value.html : String(value))

/** `GET /apps/:slug/open`: all that the flagship app needs to show an app by itself, a session among it. */
export const addOpenRoute = (server: FastifyInstance): void => {
  const { stack } = server
  const { config, clock, installs } = stack

  server.get('/apps/:slug/open', async (request, reply) => {
    await allowMaximal(request, reply)
    const instance = instanceOf(request)
    const slug = paramOf(request, 'slug')
    const app = await installs.find(instance, 'apps', slug)
    if (!app) throw INSTALL_ERRORS.notInstalled()
    const now = clock.now()
    const session =
      (await currentSession(request, instance)) ?? (await createSession(instance, 'normal', now))
    const values = pageValues({
      instance,
      app,
      subdomains: config.subdomains,
      token: await signToken(instance, {
        audience: 'app',
        subject: slug,
        issuedAt: now.getTime(),
        sessionId: session._id
      }),
      isLoggedIn: true,
      tracking: await isTracked({ instance }),
      capabilities: capabilitiesOf(config, instance),
      flags: (await instanceFlags(stack, instance)).flags
    })
    const { maxAge: _forNow, ...cookie } = await sessionCookie(instance, config.subdomains, session)
    const all: TemplateValues = { ...values, Cookie: () => cookieText(cookie) }
    return sendResource(reply, 200, {
      type: 'io.cozy.apps.open',
      id: slug,
      attributes: Object.fromEntries(VARIABLES.map(name => [name, asText(all[name]?.() ?? '')])),
      meta: {},
      links: { self: `/apps/${slug}/open` }
    })
  })
}
