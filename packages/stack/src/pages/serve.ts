import type { FastifyReply, FastifyRequest } from 'fastify'
import { currentSession } from '../auth/current-session.js'
import { needsOnboarding } from '../auth/needs-onboarding.js'
import { openSession } from '../auth/open-session.js'
import { takeSessionCode } from '../auth/session-codes.js'
import { appOrigin, pageUrl } from '../instances/addresses.js'
import { isInOrder } from '../instance-checks/is-in-order.js'
import type { Installed } from '../installs/api.js'
import type { AppHost } from '../server/app-host.js'
import { HttpError } from '../server/http-error.js'
import { queryOf } from '../server/request.js'
import { answerPageError } from './answer-page-error.js'
import { readAppFile } from './app-file.js'
import { pageCsp } from './csp.js'
import { findRoute, type Route } from './route.js'
import { sendAsset } from './send-asset.js'
import { sendIndex } from './send-index.js'

const SLUG = /^[a-z0-9-]+$/

/** What the stack answers for every app that has none of its own: nothing here is for search engines. */
const ROBOTS = 'User-agent: *\nDisallow: /\n'

const decodedPath = (request: FastifyRequest): string => {
  const [path = '/'] = request.url.split('?')
  try {
    return decodeURIComponent(path)
  } catch {
    throw new HttpError(400)
  }
}

/** The app, its source taken up anew where a page is asked for; assets then come from the same copy as their page. */
const installedApp = async (
  request: FastifyRequest,
  { instance, slug }: AppHost,
  path: string
): Promise<Installed> => {
  if (!SLUG.test(slug)) throw new HttpError(400, 'Invalid slug name', {})
  const { installs } = request.server.stack
  const stored = await installs.find(instance, 'apps', slug)
  if (!stored) throw new HttpError(404, 'Application is not installed', {})
  const found = findRoute(stored, path)
  const isPage = found && (found.rest === '' || found.rest === found.route.index)
  const app = isPage ? ((await installs.current(instance, 'apps', slug)) ?? stored) : stored
  if (app.state !== 'ready' && app.state !== 'installed' && app.state !== 'upgrading') {
    throw new HttpError(503, 'Application is not ready')
  }
  return app
}

/** Opens a session for who comes with a code; the code leaves the address at once. */
const takeCode = async (
  request: FastifyRequest,
  reply: FastifyReply,
  host: AppHost,
  isLoggedIn: boolean
): Promise<boolean> => {
  const code = queryOf(request, 'session_code')
  const { stack } = request.server
  // Taken from a person who is logged in, too: it must not be good for a second use.
  if (code === '' || !takeSessionCode(stack.store, host.instance, code, stack.clock.now()) || isLoggedIn)
    return false
  await openSession(request, reply, host.instance, 'normal')
  const [path = '/'] = request.url.split('?')
  void reply.redirect(`${appOrigin(host.instance, host.slug, stack.config.subdomains)}${path}`, 303)
  return true
}

const sendToLogin = (
  request: FastifyRequest,
  reply: FastifyReply,
  { instance, slug }: AppHost
): FastifyReply => {
  const { subdomains } = request.server.stack.config
  const jwt = queryOf(request, 'jwt')
  const query = {
    ...(jwt && { jwt }),
    redirect: `${appOrigin(instance, slug, subdomains)}${request.url}`
  }
  return reply.redirect(pageUrl(instance, '/auth/login', query), 302)
}

const sendFile = async (
  request: FastifyRequest,
  reply: FastifyReply,
  host: AppHost,
  app: Installed,
  path: string
): Promise<FastifyReply> => {
  const folder = request.server.stack.installs.folder(host.instance, 'apps', app)
  const content = await readAppFile(folder, path)
  if (content) return sendAsset(request, reply, { path, content, copy: folder })
  if (path === '/robots.txt') return sendRobots(reply)
  throw new HttpError(404, 'Asset not found')
}

const sendRobots = (reply: FastifyReply): FastifyReply =>
  reply.code(200).header('content-type', 'text/plain; charset=utf-8').send(ROBOTS)

const pathOf = ({ folder }: Route, file: string): string => `/${folder}/${file}`.replaceAll(/\/+/g, '/')

const serve = async (request: FastifyRequest, reply: FastifyReply, host: AppHost): Promise<FastifyReply> => {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    throw new HttpError(405, `Method ${request.method} not allowed`)
  }
  if (needsOnboarding(host.instance)) return reply.redirect(pageUrl(host.instance, '/'), 302)
  const requested = decodedPath(request)
  const app = await installedApp(request, host, requested)
  const found = findRoute(app, requested)
  if (!found) throw new HttpError(404, 'Page not found')
  const { route } = found
  const file = found.rest || route.index
  const session = await currentSession(request, host.instance)
  if (await takeCode(request, reply, host, session !== undefined)) return reply
  const path = pathOf(route, file)
  if (!route.public && !session) {
    if (path === '/robots.txt') return sendRobots(reply)
    if (file !== route.index) throw new HttpError(401, 'You must be authenticated')
    return sendToLogin(request, reply, host)
  }
  if (file === '') throw new HttpError(404, 'Page not found')
  return file === route.index
    ? sendIndex(request, reply, { host, app, route, path, session })
    : sendFile(request, reply, host, app, path)
}

/** Answers on an app's own host: its pages, and the files beside them. */
export const servePage = async (
  request: FastifyRequest,
  reply: FastifyReply,
  host: AppHost
): Promise<void> => {
  const { config } = request.server.stack
  if (!config.disableCsp) void reply.header('content-security-policy', pageCsp(host, config))
  try {
    if (!isInOrder(host.instance)) {
      const { checkInstance } = await import('../instance-checks/check-instance.js')
      const isRobots = host.instance.details.blocked === true && request.url.split('?')[0] === '/robots.txt'
      if (isRobots) return void sendRobots(reply)
      if (await checkInstance(request, reply, host.instance, 'app')) return
    }
    await serve(request, reply, host)
  } catch (error) {
    await answerPageError(error, request, reply, host)
  }
}
