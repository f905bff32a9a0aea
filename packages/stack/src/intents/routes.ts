import { StoreError, type Document } from '@cozy-jobs/store'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { isLinked, linkedSlug } from '../auth/clients/client.js'
import { findClient } from '../auth/clients/find-clients.js'
import { appOrigin } from '../instances/addresses.js'
import type { Instance } from '../instances/api.js'
import { permissionOf } from '../permissions/allow.js'
import { sourceIdOf } from '../permissions/app-permissions.js'
import type { Permission } from '../permissions/permission.js'
import { registriesOf } from '../registry/registries.js'
import type { RouteFamily } from '../server/family.js'
import { readGoAttributes } from '../server/go-attributes.js'
import { goKind } from '../server/go-json.js'
import { badRequest, HttpError, invalidParameter, notFound } from '../server/http-error.js'
import { sendResource } from '../server/json-api.js'
import { instanceOf, paramOf } from '../server/request.js'
import { warn } from '../server/warn.js'
import { findAvailableApps } from './find-available-apps.js'
import { findServices, installedApps } from './find-services.js'
import { INTENTS, type Intent } from './intent.js'

/** Whatever is wrong with a token, the answer is 403. */
const permissionOr403 = async (request: FastifyRequest, reply: FastifyReply): Promise<Permission> => {
  try {
    return await permissionOf(request, reply)
  } catch (error) {
    throw error instanceof HttpError ? new HttpError(403) : error
  }
}

/** Who asks: a client that is another form of an app asks as that app. */
const clientOf = async (instance: Instance, { type, sourceId, subject }: Permission): Promise<string> => {
  if (type !== 'oauth') return sourceId
  const client = await findClient(instance, subject)
  return client && isLinked(client) ? sourceIdOf('apps', linkedSlug(client)) : sourceId
}

const wrongType = (name: string, value: unknown, type: string): Error =>
  badRequest(`json: cannot unmarshal ${goKind(value)} into Go struct field Intent.${name} of type ${type}`)

const textIn = (attributes: Record<string, unknown>, name: string): string => {
  const value = attributes[name] ?? ''
  if (typeof value !== 'string') throw wrongType(name, value, 'string')
  return value
}

const textsIn = (attributes: Record<string, unknown>, name: string): string[] | null => {
  const value = attributes[name] ?? null
  if (value === null) return null
  if (!Array.isArray(value)) throw wrongType(name, value, '[]string')
  return value.map((one: unknown) => {
    if (typeof one !== 'string') throw wrongType(name, one, 'string')
    return one
  })
}

const readIntent = (attributes: Record<string, unknown>): Pick<Intent, 'action' | 'type' | 'permissions'> => {
  const permissions = textsIn(attributes, 'permissions')
  const action = textIn(attributes, 'action')
  const type = textIn(attributes, 'type')
  if (action === '') throw invalidParameter('action', 'Action is missing')
  if (type === '') throw invalidParameter('type', 'Type is missing')
  return { action, type, permissions }
}

/** An intent as its client and its services see it: of who asks the address, to which a page sends its messages. */
const sendIntent = async (
  request: FastifyRequest,
  reply: FastifyReply,
  { _id, _rev, ...intent }: Document & Intent
): Promise<FastifyReply> => {
  const instance = instanceOf(request)
  const { subdomains } = request.server.stack.config
  const slash = intent.client.indexOf('/')
  const slug = intent.client.slice(slash + 1)
  const index = await request.server.authenticator.indexOf(instance)
  const permissions = slash < 0 ? undefined : index.ofSource('app', sourceIdOf('apps', slug))
  return sendResource(reply, 200, {
    type: INTENTS,
    id: _id,
    attributes: { ...intent, client: slash < 0 ? '' : appOrigin(instance, slug, subdomains) },
    meta: { rev: _rev },
    ...(permissions && {
      links: { self: `/intents/${_id}`, permissions: `/permissions/${permissions._id}` }
    })
  })
}

const readStored = async (instance: Instance, id: string): Promise<Document & Intent> => {
  try {
    if (id.startsWith('_')) throw notFound('CouchDB(not_found): missing')
    return (await instance.documents.get(INTENTS, id)) as Document & Intent
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== 'not_found') throw error
    throw notFound(`CouchDB(not_found): ${error.reason}`)
  }
}

/** `/intents`: an app asks another to do something for it. */
export const intentRoutes: RouteFamily = {
  name: 'intents',
  port: 'instance',
  fidelity:
    'Start an intent: the installed apps that answer it, else those of the registries; read it, for these apps alone. client_url_flag of a manifest is not there.',
  differences: {
    'POST /intents':
      'A registry that does not answer is told in the log; the real stack answers 500. Apps of the registries are in order.'
  },
  register(server, stack) {
    server.post('/intents', async (request, reply) => {
      const permission = await permissionOr403(request, reply)
      const instance = instanceOf(request)
      const asked = readIntent(await readGoAttributes(request, 'intent.Intent'))
      const { action, type, permissions } = asked
      const client = await clientOf(instance, permission)
      // Twice, as there: its id stands in the addresses of its services.
      const draft: Intent = { action, type, permissions, client, services: null, availableApps: null }
      const made = await instance.documents.put(INTENTS, { ...draft })
      const apps = await installedApps(stack.installs, instance)
      const services = findServices(apps, instance, stack.config.subdomains, { id: made._id, action, type })
      const available =
        services.length > 0
          ? []
          : await findAvailableApps(
              registriesOf(stack.config, instance),
              new Set(apps.map(({ slug }) => slug)),
              asked,
              text => warn(stack, text)
            )
      const stored = await instance.documents.put(INTENTS, {
        ...made,
        services: services.length > 0 ? services : null,
        availableApps: available.length > 0 ? available : null
      })
      return sendIntent(request, reply, stored as Document & Intent)
    })

    server.get('/intents/:id', async (request, reply) => {
      const { sourceId } = await permissionOr403(request, reply)
      const intent = await readStored(instanceOf(request), paramOf(request, 'id'))
      if (!intent.services?.some(({ slug }) => sourceId === sourceIdOf('apps', slug)))
        throw new HttpError(403)
      return sendIntent(request, reply, intent)
    })
  }
}
