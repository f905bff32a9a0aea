import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { askForPassphrase } from '../admin/basic-auth.js'
import { groupOf } from '../instance-checks/route-group.js'
import { movedTo } from '../instance-checks/moved-instance.js'
import { isInOrder } from '../instance-checks/is-in-order.js'
import type { Authenticator } from '../permissions/authenticate.js'
import { tellRefusal } from '../permissions/tell-refusal.js'
import { noteRequests } from '../runs/note-requests.js'
import type { Stack } from '../stack.js'
import { answerError, sendHttpError } from './answer-error.js'
import { answerUnreadable } from './answer-unreadable.js'
import { takeAnyContentType } from './content-type.js'
import type { RouteFamily } from './family.js'
import { guard } from './guard.js'
import { HttpError } from './http-error.js'
import { SERVER_LIMITS } from './limits.js'
import { answerUnknownRoute, lacksLastName } from './not-found.js'
import { parseQuery } from './query.js'
import { letRequestsBeQuiet } from './quiet-requests.js'
import { headerOf, instanceOf } from './request.js'
import { addCorsHeaders, addSecurityHeaders } from './response-headers.js'
import { collectRoutes } from './served-routes.js'
import { acceptUpgrades } from './upgrade.js'
import { appHostOf, type AppHost } from './app-host.js'

declare module 'fastify' {
  interface FastifyInstance {
    authenticator: Authenticator
  }
}

/** As long as a document's id can be. */
const LONGEST_PARAMETER = 8192

/**
 * The answers are those of the real stack word for word, also to what is malformed, so no route has a schema. To load
 * what compiles schemas would be a fifth of a start.
 */
const noSchema = (): never => {
  throw new Error('Failed to build the server: a route has a schema. Check its input in the route.')
}

/** Loaded with the first page: many stacks never serve one. */
const answerApp = async (request: FastifyRequest, reply: FastifyReply, app: AppHost): Promise<void> => {
  const { servePage } = await import('../pages/serve.js')
  await servePage(request, reply, app)
}

/** Answers for an instance that is blocked or going, before its routes; loaded when there is one. */
const checkState = async (request: FastifyRequest, reply: FastifyReply): Promise<boolean> => {
  const instance = request.server.stack.instances.get(headerOf(request, 'host').toLowerCase())
  if (!instance || isInOrder(instance)) return false
  const group = groupOf(request.method, request.url.split('?')[0] ?? '/')
  if (group === undefined) return false
  const { checkInstance } = await import('../instance-checks/check-instance.js')
  return checkInstance(request, reply, instanceOf(request), group)
}

/**
 * One server, with the routes of its families. Whatever a route does, Host and Origin have been looked at before, in
 * this one place, and for paths that lead nowhere as well. Requests wait until `opened` is settled.
 */
export const buildServer = async (
  port: RouteFamily['port'],
  families: readonly RouteFamily[],
  stack: Stack,
  authenticator: Authenticator,
  opened: Promise<void>
): Promise<FastifyInstance> => {
  const server = fastify({
    exposeHeadRoutes: false,
    http: SERVER_LIMITS,
    requestTimeout: SERVER_LIMITS.requestTimeout,
    keepAliveTimeout: SERVER_LIMITS.keepAliveTimeout,
    forceCloseConnections: true,
    schemaController: { compilersFactory: { buildValidator: noSchema, buildSerializer: noSchema } },
    routerOptions: { maxParamLength: LONGEST_PARAMETER, querystringParser: parseQuery },
    clientErrorHandler: answerUnreadable,
    frameworkErrors: (_error, request, reply) => {
      if (guard(request, reply, stack.instances)) void sendHttpError(request, reply, new HttpError(400))
    }
  })
  server.decorate('stack', stack)
  server.decorate('authenticator', authenticator)
  server.decorateRequest('permission', undefined)
  server.decorateRequest('refusal', undefined)
  server.decorateRequest('run', undefined)
  server.decorateRequest('watched', undefined)
  server.decorate('servedRoutes', [])
  // Each route reads its own body: the real stack looks at no content type.
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
  server.addHook('onRequest', (_request, _reply, done) => void opened.then(() => done()))
  server.addHook('onRequest', (request, reply, done) => {
    addSecurityHeaders(reply, stack.config)
    if (!guard(request, reply, stack.instances)) return
    takeAnyContentType(request)
    if (port === 'instance') {
      const app = appHostOf(request, stack)
      // Before anything lets another page read the answer: a page of an app holds its token.
      if (app) {
        answerApp(request, reply, app).catch(error => answerError(error, request, reply))
        return
      }
      if (addCorsHeaders(request, reply)) return
      const moved = movedTo(request)
      if (moved !== undefined) return void reply.redirect(moved, 308)
      checkState(request, reply)
        .then(answered => answered || done())
        .catch(error => answerError(error, request, reply))
      return
    }
    done()
  })
  if (port === 'admin' && stack.config.adminSecret !== '') {
    askForPassphrase(server, stack.config.adminSecret)
  }
  if (port === 'instance') noteRequests(server, stack.history)
  // A route may try several permissions: what was missing is told only where the answer is a refusal.
  server.addHook('onResponse', (request, reply, done) => {
    if (request.refusal && reply.statusCode === 403) tellRefusal(stack, request.refusal)
    done()
  })
  server.setErrorHandler((error, request, reply) => void answerError(error, request, reply))
  server.setNotFoundHandler((request, reply) => void answerUnknownRoute(request, reply, port))
  server.addHook('preHandler', (request, reply, done) => {
    if (lacksLastName(request)) answerUnknownRoute(request, reply, port)
    else done()
  })
  if (port === 'instance') letRequestsBeQuiet(server)
  for (const family of families.filter(candidate => candidate.port === port)) {
    await server.register(async scope => {
      collectRoutes(scope, family, server.servedRoutes)
      await family.register(scope, stack)
    })
  }
  acceptUpgrades(server)
  await server.ready()
  return server
}
