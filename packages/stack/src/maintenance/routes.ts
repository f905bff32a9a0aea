import { StoreError } from '@cozy-jobs/store'
import { inMapOrder } from '../data/map-order.js'
import { listMaintenance } from '../registry/maintenance.js'
import type { RouteFamily } from '../server/family.js'
import { JsonApiError, notFound } from '../server/http-error.js'
import { readResource, sendResources, type Resource } from '../server/json-api.js'
import { paramOf, queryOf } from '../server/request.js'
import { registriesOf } from '../registry/registries.js'
import { allMaintenance, endMaintenance, MAINTENANCE, startMaintenance } from './maintenance-documents.js'

/** What is in no database of its own has no id, and the real stack shows none. */
const shown = (attributes: Record<string, unknown>): Resource =>
  ({ type: MAINTENANCE, attributes: inMapOrder(attributes), meta: {} }) as unknown as Resource

/** The documents' refusals in the form of JSON:API. */
const answered = async (change: Promise<void>): Promise<void> => {
  try {
    await change
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    throw error.code === 'not_found' ? notFound(error.reason) : new JsonApiError(error.status, error.reason)
  }
}

/** `/konnectors/maintenance` on the admin port. */
export const maintenanceRoutes: RouteFamily = {
  name: 'maintenance',
  port: 'admin',
  fidelity:
    'Konnectors under maintenance on this stack, with those of the registries of a context; what is under maintenance runs neither by itself nor, as on the real stack, by hand.',
  differences: {
    'DELETE /konnectors/maintenance/:slug': 'What is not under maintenance is a 404.'
  },
  register(server) {
    const { store, config } = server.stack
    server.get('/konnectors/maintenance', async (request, reply) => {
      const local = (await allMaintenance(store)).map(([slug, maintenance_options]) =>
        shown({ level: 'stack', maintenance_activated: true, maintenance_options, slug, type: 'konnector' })
      )
      const context = queryOf(request, 'Context')
      const listed = context === '' ? [] : await listMaintenance(registriesOf(config, { context }))
      const apps = listed.filter(app => typeof app === 'object' && app !== null)
      return sendResources(reply, 200, [...local, ...apps.map(app => shown({ ...app, level: 'registry' }))])
    })
    server.put('/konnectors/maintenance/:slug', async (request, reply) => {
      const { attributes } = await readResource(request)
      await answered(startMaintenance(store, paramOf(request, 'slug'), attributes))
      return reply.code(204).send()
    })
    server.delete('/konnectors/maintenance/:slug', async (request, reply) => {
      await answered(endMaintenance(store, paramOf(request, 'slug')))
      return reply.code(204).send()
    })
  }
}
