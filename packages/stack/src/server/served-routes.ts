import type { FastifyInstance } from 'fastify'
import type { RouteFamily } from './family.js'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Set on a route that is there to answer 501 alone, where its path would be taken for another's parameter. */
    notImplemented?: true
  }
  interface FastifyInstance {
    servedRoutes: ServedRoute[]
  }
}

/** One route of a running stack, as its family registered it. */
export interface ServedRoute {
  port: RouteFamily['port']
  family: string
  method: string
  /** With the names of its parameters: `/data/:doctype/:docid`. */
  path: string
  /** Answers 501: the real stack has it, this one does not yet. */
  notImplemented: boolean
}

/** Has each route that is registered in `scope` from now on told to `routes`. */
export const collectRoutes = (
  scope: FastifyInstance,
  { port, name: family, appDomains }: Pick<RouteFamily, 'port' | 'name' | 'appDomains'>,
  routes: ServedRoute[]
): void => {
  if (appDomains) routes.push({ port, family, method: 'GET', path: '//:slug/*', notImplemented: false })
  scope.addHook('onRoute', ({ method: methods, url: path, config }) => {
    const notImplemented = config?.notImplemented ?? false
    for (const method of [methods].flat()) routes.push({ port, family, method, path, notImplemented })
  })
}
