import { allowDocument } from '../permissions/allow.js'
import { ensureStandingDoctype } from '../data/standing-doctypes.js'
import type { RouteFamily } from '../server/family.js'
import { sendResource } from '../server/json-api.js'
import { instanceOf } from '../server/request.js'
import { CONTACTS, createMyself, findMyself } from './myself.js'

/** `/contacts`: the owner of an instance, as a contact of their own. */
export const contactRoutes: RouteFamily = {
  name: 'contacts',
  port: 'instance',
  fidelity: 'The contact of the owner, made anew where somebody has deleted it.',
  register(server) {
    server.post('/contacts/myself', async (request, reply) => {
      const instance = instanceOf(request)
      await ensureStandingDoctype(instance, CONTACTS)
      const myself = (await findMyself(instance.documents)) ?? (await createMyself(instance))
      // Asked for before it is looked whether the request may, as on the real stack.
      await allowDocument(request, reply, 'GET', CONTACTS, myself)
      const { _id: id, _rev: rev, ...attributes } = myself
      return sendResource(reply, 200, {
        type: CONTACTS,
        id: String(id),
        attributes,
        meta: { rev: String(rev) },
        links: { self: '/contacts/myself' }
      })
    })
  }
}
