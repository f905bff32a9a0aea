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
  register(server: FastifyInstance, stack: Stack): void | Promise<void>
}
