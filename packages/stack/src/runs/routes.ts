import type { FastifyInstance } from 'fastify'
import type { RouteFamily } from '../server/family.js'
import { addLogRoute } from './log-route.js'
import { addRerunRoutes } from './rerun-routes.js'
import { addRunRoutes } from './run-routes.js'
import { addTriggerRoutes } from './trigger-routes.js'
import { addWhyRoute } from './why-route.js'

const register = (server: FastifyInstance): void => {
  addTriggerRoutes(server)
  addWhyRoute(server)
  addLogRoute(server)
  addRunRoutes(server)
  addRerunRoutes(server)
}

/** `/runs` on the admin port: what jobs have done and why, and running them again. The real stack has nothing like it. */
export const runRoutes: RouteFamily = {
  name: 'runs',
  port: 'admin',
  fidelity:
    'Not of the real stack: what each job did and why it ran, its log as it comes, running it again, triggers with their next dates, firing one by hand, why a change fired what.',
  register
}
