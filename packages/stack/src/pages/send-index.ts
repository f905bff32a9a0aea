import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Session } from '../auth/session.js'
import { instanceFlags } from '../features/instance-flags.js'
import { signToken } from '../permissions/token.js'
import type { Installed } from '../installs/api.js'
import { appOrigin, hostOf, pageUrl } from '../instances/addresses.js'
import type { AppHost } from '../server/app-host.js'
import { addCspSources } from '../server/csp.js'
import { HttpError } from '../server/http-error.js'
import { queryOf } from '../server/request.js'
import { warn } from '../server/warn.js'
import { capabilitiesOf } from '../settings/capabilities.js'
import { exceedsClientsLimit } from '../settings/clients-limit.js'
import { INSTANCE_SETTINGS_ID, SETTINGS } from '../settings/instance-settings.js'
import { readAppFile } from './app-file.js'
import { withWarnings } from './index-page.js'
import { allowIntentClient } from './intent.js'
import { pageValues } from './page-values.js'
import type { Route } from './route.js'
import { sendAsset } from './send-asset.js'
import { sendPasswordPage } from './share-password-page.js'
import { renderTemplate } from './template/render.js'
import { TemplateError } from './template/template-error.js'

/** A page that is asked for: the index of a route. */
export interface AskedPage {
  host: AppHost
  app: Installed
  route: Route
  /** Below the app's folder. */
  path: string
  session: Session | undefined
}

const DATA_PROXY = 'dataproxy'

/** The share code that a public page came with, or the token of the owner who is logged in; '' for anybody else. */
const tokenOf = async (request: FastifyRequest, { host, session }: AskedPage): Promise<string> => {
  const sharecode = queryOf(request, 'sharecode')
  if (sharecode !== '') return sharecode
  if (!session) return ''
  const issuedAt = request.server.stack.clock.now().getTime()
  return signToken(host.instance, { audience: 'app', subject: host.slug, issuedAt, sessionId: session._id })
}

/** Whether the owner lets apps count what is done with them. */
export const isTracked = async ({ instance }: Pick<AppHost, 'instance'>): Promise<boolean> => {
  const settings = await instance.documents.get(SETTINGS, INSTANCE_SETTINGS_ID).catch(() => undefined)
  return settings?.tracking === 'true'
}

/** Sends the index of a route, its template filled in. Throws 404 where the file is not there. */
export const sendIndex = async (
  request: FastifyRequest,
  reply: FastifyReply,
  page: AskedPage
): Promise<FastifyReply> => {
  const { host, app, route, path, session } = page
  const { instance, slug } = host
  const { stack } = request.server
  if (await sendPasswordPage(request, reply, instance)) return reply
  await allowIntentClient(request, reply, host)
  if (route.public && slug === DATA_PROXY)
    addCspSources(reply, 'frame-ancestors', `http://${hostOf(instance)}/`)
  const folder = stack.installs.folder(instance, 'apps', app)
  const content = await readAppFile(folder, path)
  // The real stack answers 500 here.
  if (!content) throw new HttpError(404, 'Page not found')
  const { subdomains } = stack.config
  const { flags } = await instanceFlags(stack, instance)
  // The settings are where an owner disconnects some.
  const isBound = session !== undefined && !route.public && slug !== 'settings'
  if (isBound && (await exceedsClientsLimit(instance, flags))) {
    const redirect = `${appOrigin(instance, slug, subdomains)}${request.url}`
    return reply.redirect(pageUrl(instance, '/settings/clients/limit-exceeded', { redirect }), 303)
  }
  const values = pageValues({
    instance,
    app,
    subdomains,
    token: await tokenOf(request, page),
    isLoggedIn: session !== undefined,
    tracking: await isTracked(host),
    capabilities: capabilitiesOf(stack.config, instance),
    flags
  })
  try {
    const filled = Buffer.from(renderTemplate(withWarnings(content.toString()), values))
    void reply
      .code(200)
      .header('content-type', 'text/html; charset=UTF-8')
      .header('cache-control', 'private, no-store, must-revalidate')
      .header('content-length', filled.length)
    return reply.send(request.method === 'HEAD' ? undefined : filled)
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error
    const file = `${slug}${path}`
    if (error.code === 'value') {
      warn(
        stack,
        `Failed to show ${file}: ${error.message}. Take it out of the page, or give it a value of your own.`
      )
      throw new UnsupportedApp()
    }
    warn(
      stack,
      `Failed to read ${file} as a template: ${error.message}. It is sent as it is, without its values.`
    )
    return sendAsset(request, reply, { path, content, copy: folder })
  }
}

/** A page that asks for what this stack does not know. */
export class UnsupportedApp extends HttpError {
  constructor() {
    super(500, 'This application is not supported by your Cozy.')
    this.name = 'UnsupportedApp'
  }
}
