import type { FastifyReply, FastifyRequest } from 'fastify'
import { sendHttpError } from './answer-error.js'
import { HttpError } from './http-error.js'
import { KNOWN_ROUTES } from './known-routes.js'
import { sendJson } from './json-api.js'
import type { RouteFamily } from './family.js'

const compile = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .replaceAll('.', '\\.')
      .replaceAll(/:[\w-]+/g, '[^/]+')
      .replaceAll('*', '.*')}$`
  )

interface KnownRoute {
  methods: readonly string[]
  path: RegExp
}

const compiled = new Map<string, KnownRoute[]>()

/** Compiled when the first unknown route is asked for: most stacks never need them. */
const routesOf = (port: RouteFamily['port']): KnownRoute[] => {
  let routes = compiled.get(port)
  if (!routes) {
    routes = KNOWN_ROUTES[port].map(line => {
      const [methods = '', pattern = ''] = line.split(' ')
      return { methods: methods.split(','), path: compile(pattern) }
    })
    compiled.set(port, routes)
  }
  return routes
}

/** Whether the real stack has a route for this. */
const isKnownRoute = (port: RouteFamily['port'], method: string, path: string): boolean =>
  routesOf(port).some(route => route.methods.includes(method) && route.path.test(path))

/**
 * What another method is refused for with 405, and the methods it is told of. All else is in one of the real stack's
 * groups of routes, and each group answers 404 to what none of its routes takes.
 */
const ALONE: [path: RegExp, allowed: string][] = [
  [/^\/(?:robots\.txt)?$/, 'OPTIONS, GET'],
  [/^\/(?:status|version)\/?$/, 'OPTIONS, GET, HEAD'],
  [/^\/assets\/./, 'OPTIONS, GET, HEAD']
]

/** 501 for a route of the real stack that is not there yet, 405 and 404 as the real stack for the rest. */
export const answerUnknownRoute = (
  request: FastifyRequest,
  reply: FastifyReply,
  port: RouteFamily['port']
): FastifyReply => {
  const [path = '/'] = request.url.split('?')
  if (isKnownRoute(port, request.method, path)) return sendNotImplemented(reply, `${request.method} ${path}`)
  const [, allowed] = (port === 'instance' && ALONE.find(([alone]) => alone.test(path))) || []
  if (allowed) return sendHttpError(request, reply.header('allow', allowed), new HttpError(405))
  // `/data` words its errors in CouchDB's way, these too.
  if (/^\/data(?:\/|$)/.test(path)) return sendJson(reply, 404, { error: 'code=404, message=Not Found' })
  return sendHttpError(request, reply, new HttpError(404))
}

/**
 * Whether a path ends where the name of something should stand: `/files/`. The real stack has no route for that, where
 * Fastify takes the empty name for a parameter.
 */
export const lacksLastName = ({ url, routeOptions }: FastifyRequest): boolean =>
  /\/(?:\?|$)/.test(url) && /\/:[^/]+$/.test(routeOptions.url ?? '')

export const sendNotImplemented = (reply: FastifyReply, what: string): FastifyReply =>
  sendJson(reply, 501, {
    error: `Failed to answer ${what}: this stack does not have it yet. What it has is listed in docs/reference/fidelity.md.`
  })
