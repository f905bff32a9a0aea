import type { RouteFamily } from '../server/family.js'
import { addAvatarRoute } from './avatar-route.js'
import { addPreloginRoute } from './prelogin-route.js'

/** `/public`: what anybody is told of an instance. */
export const publicRoutes: RouteFamily = {
  name: 'public',
  port: 'instance',
  fidelity: 'The avatar with its fallbacks, and what a login form has to know.',
  differences: {
    'GET /public/avatar':
      'Initials and the nameless picture are SVG of our own; `format=png` of them is 501. `q` changes nothing.'
  },
  register(server) {
    addAvatarRoute(server)
    addPreloginRoute(server)
  }
}
