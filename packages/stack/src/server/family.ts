import type { FastifyInstance } from 'fastify'
import type { Stack } from '../stack.js'

/**
 * One family of routes: a folder of this package, known to the server by this interface alone. A new family is a new
 * folder and one line in `families.ts`.
 */
export interface RouteFamily {
  name: string
  /** On the instances' port, or on the admin port. */
  port: 'instance' | 'admin'
  /** One line on what is there and what is not, for the page on fidelity. */
  fidelity: string
  /** What is other than on the real stack, by route as it is registered: `GET /files/:id`. For the same page. */
  differences?: Readonly<Record<string, string>>
  /** Whether it answers on the domains of apps too: one line of the page, `GET //:slug/*`. */
  appDomains?: true
  register(server: FastifyInstance, stack: Stack): void | Promise<void>
}
