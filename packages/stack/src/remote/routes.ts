import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Stack } from '../stack.js'
import { allowWholeType, permissionOf } from '../permissions/allow.js'
import type { RouteFamily } from '../server/family.js'
import { sendJson } from '../server/json-api.js'
import { instanceOf, paramOf } from '../server/request.js'
import { askSite } from './ask-site.js'
import { sendAsset } from './assets.js'
import { allowedType } from './content-type.js'
import { REMOTE_ERRORS } from './errors.js'
import { fillRequest } from './fill-request.js'
import { handOn } from './hand-on.js'
import { listRequests, readRequest } from './request-file.js'
import { variablesOf } from './variables.js'

/** What was asked of whom, for the owner to see. */
const REQUESTS = 'io.cozy.remote.requests'

const addRemote = (
  server: FastifyInstance,
  { config, clock, secrets }: Stack,
  verb: 'GET' | 'POST'
): void => {
  const { doctypes, customPort } = config.remote
  const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const doctype = paramOf(request, 'doctype')
    await allowWholeType(request, reply, verb, doctype)
    const definition = await readRequest(doctypes, doctype, { customPort })
    if (definition.verb !== verb) throw REMOTE_ERRORS.wrongVerb(verb)
    const variables = await variablesOf(request, verb)
    const own = await secrets.get('io.cozy.remote.secrets', doctype)
    const asked = await fillRequest(definition, variables, name => {
      const value = own && name !== '_id' && Object.hasOwn(own, name) ? own[name] : undefined
      return Promise.resolve(typeof value === 'string' ? value : undefined)
    })
    const found = await askSite(asked)
    const type = allowedType(found.headers['content-type'])
    if (type === undefined) {
      found.destroy()
      throw REMOTE_ERRORS.contentType()
    }
    const { sourceId } = await permissionOf(request, reply)
    const slug = sourceId.slice(sourceId.indexOf('/') + 1)
    await instanceOf(request).documents.put(REQUESTS, {
      doctype,
      verb,
      url: asked.shownUrl,
      response_code: found.statusCode ?? 0,
      content_type: type,
      variables,
      created_at: clock.now().toISOString(),
      cozyMetadata: sourceId.includes('/') ? { createdByApp: slug } : {}
    })
    return handOn(reply, found)
  }
  if (verb === 'GET') server.get('/remote/:doctype', answer)
  else server.post('/remote/:doctype', answer)
}

/** `/remote`: what apps may ask of other sites, as the definitions of doctypes say. */
export const remoteRoutes: RouteFamily = {
  name: 'remote',
  port: 'instance',
  fidelity:
    'Remote doctypes of the folder that cozy.yaml (doctypes) names, their secrets, the log of requests, assets. Definitions are not fetched from GitHub. Nextcloud is not there.',
  differences: {
    'GET /remote/:doctype':
      'A value that leads out of the path of the definition (..), or ends a header, is 400. A redirection to another host gets no secret of the definition. The log of requests shows no secret.',
    'POST /remote/:doctype': 'The same. A function of a template that nobody knows is 400, not 500.',
    'GET /remote/_all_doctypes': 'Those of the folder; without one none.'
  },
  register(server, stack) {
    server.get('/remote/_all_doctypes', async (request, reply) => {
      await allowWholeType(request, reply, 'GET', 'io.cozy.doctypes')
      return sendJson(reply, 200, await listRequests(stack.config.remote.doctypes))
    })
    server.get('/remote/assets/:name', async (request, reply) => {
      await permissionOf(request, reply)
      return sendAsset(reply, stack.config.remote.assets, paramOf(request, 'name'))
    })
    addRemote(server, stack, 'GET')
    addRemote(server, stack, 'POST')
  }
}
