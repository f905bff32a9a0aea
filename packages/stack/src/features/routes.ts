import type { FastifyInstance, FastifyReply } from 'fastify'
import { namedInstance } from '../admin/named-instance.js'
import { inMapOrder } from '../data/map-order.js'
import { Serial } from '../installs/serial.js'
import type { RouteFamily } from '../server/family.js'
import { notFound } from '../server/http-error.js'
import { sendJson } from '../server/json-api.js'
import { paramOf } from '../server/request.js'
import { configuredFlags } from './configured-flags.js'
import { patched, readFlagPatch, readSets, readSharesPatch } from './feature-body.js'
import { changeFlags, contextFlagsId, DEFAULT_FLAGS_ID, readFlags, type Flags } from './flag-documents.js'

/** Go writes a map by the alphabet, and `null` for one that was never made. */
const sendFlags = (reply: FastifyReply, flags: Flags | undefined): FastifyReply =>
  sendJson(reply, 200, flags ? inMapOrder(flags) : null)

const addInstanceRoutes = (server: FastifyInstance): void => {
  const { instances } = server.stack
  const changes = new Serial()
  server.get('/instances/:domain/feature/flags', (request, reply) =>
    sendFlags(reply, namedInstance(request, paramOf(request, 'domain')).details.feature_flags)
  )
  server.patch('/instances/:domain/feature/flags', async (request, reply) => {
    const instance = namedInstance(request, paramOf(request, 'domain'))
    const patch = await readFlagPatch(request)
    return changes.run(instance.prefix, async () => {
      const flags = patched(instance.details.feature_flags ?? {}, patch)
      await instances.update(instance, { details: { feature_flags: flags } })
      return sendFlags(reply, flags)
    })
  })
  server.get('/instances/:domain/feature/sets', (request, reply) => {
    const { feature_sets: sets = null } = namedInstance(request, paramOf(request, 'domain')).details
    return sendJson(reply, 200, sets)
  })
  server.put('/instances/:domain/feature/sets', async (request, reply) => {
    const instance = namedInstance(request, paramOf(request, 'domain'))
    const sets = await readSets(request)
    await instances.update(instance, { details: { feature_sets: sets ?? undefined } })
    return sendJson(reply, 200, sets)
  })
}

const addGlobalRoutes = (server: FastifyInstance): void => {
  const { config, store } = server.stack
  server.get('/instances/feature/config/:context', (request, reply) => {
    const { contexts } = config
    const name = paramOf(request, 'context')
    const context = Object.hasOwn(contexts, name) ? contexts[name] : contexts.default
    // The real stack answers 500.
    if (!context) throw notFound(`Unable to get context ${JSON.stringify(name)} from config`)
    return sendFlags(reply, configuredFlags(context) ?? {})
  })
  server.get('/instances/feature/contexts/:context', async (request, reply) =>
    sendFlags(reply, await readFlags(store, contextFlagsId(paramOf(request, 'context'))))
  )
  server.patch('/instances/feature/contexts/:context', async (request, reply) => {
    const patch = await readSharesPatch(request)
    const id = contextFlagsId(paramOf(request, 'context'))
    return sendFlags(reply, await changeFlags(store, id, flags => patched(flags, patch)))
  })
  server.get('/instances/feature/defaults', async (_request, reply) =>
    sendFlags(reply, await readFlags(store, DEFAULT_FLAGS_ID))
  )
  server.patch('/instances/feature/defaults', async (request, reply) => {
    const patch = await readFlagPatch(request)
    return sendFlags(reply, await changeFlags(store, DEFAULT_FLAGS_ID, flags => patched(flags, patch)))
  })
}

/** `/instances/…/feature` on the admin port: who gets which feature. */
export const featureRoutes: RouteFamily = {
  name: 'features',
  port: 'admin',
  fidelity:
    'Flags of one instance, shares of a context (with the arithmetic of the real stack), defaults, and what cozy.yaml sets. Sets are kept, and no manager is asked what is in them.',
  differences: {
    'PATCH /instances/:domain/feature/flags': 'What is no object is refused with 400, not 500.',
    'PATCH /instances/feature/contexts/:context':
      'What is no list of shares is refused with 400, not 500; a share is from 0 to 1.',
    'GET /instances/feature/config/:context': 'A context that is not there is 404, not 500.'
  },
  register(server) {
    addInstanceRoutes(server)
    addGlobalRoutes(server)
  }
}
