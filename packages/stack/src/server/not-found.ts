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

/** Whether the real stack has a route for this, or at least the path. */
export const knownRoute = (
  port: RouteFamily['port'],
  method: string,
  path: string
): 'route' | 'path' | undefined => {
  const found = routesOf(port).filter(route => route.path.test(path))
  if (found.some(route => route.methods.includes(method))) return 'route'
  return found.length > 0 ? 'path' : undefined
}

/** 501 for a route of the real stack that is not there yet, 405 and 404 as the real stack for the rest. */
export const answerUnknownRoute = (
  request: FastifyRequest,
  reply: FastifyReply,
  port: RouteFamily['port']
): FastifyReply => {
  const [path = '/'] = request.url.split('?')
  const known = knownRoute(port, request.method, path)
  if (known === 'route') return sendNotImplemented(reply, `${request.method} ${path}`)
  return sendHttpError(request, reply, new HttpError(known === 'path' ? 405 : 404))
}

export const sendNotImplemented = (reply: FastifyReply, what: string): FastifyReply =>
  sendJson(reply, 501, {
    error: `Failed to answer ${what}: this stack does not have it yet. What it has is listed in docs/reference/fidelity.md.`
  })
