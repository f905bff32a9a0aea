import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { currentSession } from '../auth/current-session.js'
import type { Installed, InstallKind } from '../installs/api.js'
import { INSTALL_ERRORS } from '../installs/errors.js'
import { allowDocument, allowWholeType } from '../permissions/allow.js'
import { findVersion } from '../registry/find-version.js'
import { registriesOf } from '../registry/registries.js'
import { isRelease } from '../installs/sources/registry-address.js'
import { HttpError, preconditionFailed } from '../server/http-error.js'
import { sendResource, sendResources } from '../server/json-api.js'
import { headerOf, instanceOf, paramOf, queryOf } from '../server/request.js'
import { appResource } from './app-resource.js'
import { readIcon } from './icon.js'
import { addOpenRoute } from './open-route.js'
import { tarball } from './tarball.js'

const DEFAULT_PAGE = 100

const installedOf = async (request: FastifyRequest, kind: InstallKind): Promise<Installed> => {
  const app = await request.server.stack.installs.find(instanceOf(request), kind, paramOf(request, 'slug'))
  if (!app) throw INSTALL_ERRORS.notInstalled()
  return app
}

const allowRead = (
  request: FastifyRequest,
  reply: FastifyReply,
  kind: InstallKind,
  { _id, slug, state }: Installed
): Promise<void> =>
  // No other field can be the selector of a permission.
  allowDocument(request, reply, 'GET', `io.cozy.${kind}`, { _id, slug, state })

const addList = (server: FastifyInstance, kind: InstallKind): void => {
  server.get(`/${kind}/`, async (request, reply) => {
    const instance = instanceOf(request)
    await allowWholeType(request, reply, 'GET', `io.cozy.${kind}`)
    const limit = Number(/^\d+$/.exec(queryOf(request, 'limit'))?.[0] ?? 0)
    const { apps, next } = await server.stack.installs.list(instance, kind, {
      start: queryOf(request, 'start_key'),
      limit: limit || DEFAULT_PAGE
    })
    const query = new URLSearchParams({ limit: String(limit), start_key: next })
    return sendResources(
      reply,
      200,
      apps.map(app => appResource(kind, app, instance, server.stack.config.subdomains)),
      {
        links: next === '' ? {} : { next: `http://${headerOf(request, 'host')}/${kind}/?${query.toString()}` }
      }
    )
  })
}

/** Whoever is logged in sees the icons of all apps: pages show them as images, which send a cookie and no token. */
const allowIcon: typeof allowRead = async (request, reply, kind, app) => {
  if (await currentSession(request, instanceOf(request))) return
  try {
    await allowRead(request, reply, kind, app)
  } catch (error) {
    if (error instanceof HttpError) throw new HttpError(401, `code=${error.status}, message=${error.message}`)
    throw error
  }
}

const addIcon = (server: FastifyInstance, kind: InstallKind): void => {
  const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const app = await installedOf(request, kind)
    await allowIcon(request, reply, kind, app)
    if (paramOf(request, 'version') !== '') reply.header('cache-control', 'max-age=31536000, immutable')
    const icon = await readIcon(
      server.stack.installs.folder(instanceOf(request), kind, app),
      typeof app.icon === 'string' ? app.icon : ''
    )
    if (!icon) throw new HttpError(404)
    if (headerOf(request, 'cache-control') === '') {
      reply.header('etag', icon.etag)
      if (headerOf(request, 'if-none-match') === icon.etag) return reply.code(304).send()
    }
    return reply.header('content-type', icon.type).send(icon.content)
  }
  server.get(`/${kind}/:slug/icon`, handler)
  server.get(`/${kind}/:slug/icon/:version`, handler)
}

/** Where a registry keeps the code of a version. */
const archiveOf = async (request: FastifyRequest, { slug }: Installed, version: string): Promise<string> => {
  const registries = registriesOf(request.server.stack.config, instanceOf(request))
  const release = { slug, channel: 'stable', version }
  const found = isRelease(release) ? await findVersion(registries, release) : undefined
  // The real stack answers 500 for a version that no registry has.
  if (!found) throw preconditionFailed('version', 'code for this version is not available')
  return found.url
}

const addDownload = (server: FastifyInstance, kind: InstallKind): void => {
  const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const app = await installedOf(request, kind)
    await allowRead(request, reply, kind, app)
    const version = paramOf(request, 'version') || app.version
    if (app.source.startsWith('registry://')) {
      return reply.redirect(await archiveOf(request, app, version), 303)
    }
    if (version !== app.version) throw preconditionFailed('version', 'code for this version is not available')
    const code = await tarball(server.stack.installs.folder(instanceOf(request), kind, app))
    return reply.header('content-type', 'application/gzip').send(code)
  }
  server.get(`/${kind}/:slug/download`, handler)
  server.get(`/${kind}/:slug/download/:version`, handler)
}

/** All that reads apps or konnectors. */
export const addReadRoutes = (server: FastifyInstance, kind: InstallKind): void => {
  addList(server, kind)
  server.get(`/${kind}/:slug`, async (request, reply) => {
    const instance = instanceOf(request)
    const app = await installedOf(request, kind)
    await allowRead(request, reply, kind, app)
    const current = await server.stack.installs.current(instance, kind, app.slug)
    if (!current) throw INSTALL_ERRORS.notInstalled()
    return sendResource(reply, 200, appResource(kind, current, instance, server.stack.config.subdomains))
  })
  addIcon(server, kind)
  addDownload(server, kind)
  if (kind === 'apps') addOpenRoute(server)
}
