import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Readable } from 'node:stream'
import { HttpError } from '../server/http-error.js'
import type { RouteFamily } from '../server/family.js'
import { sendJson } from '../server/json-api.js'
import { instanceOf, paramOf } from '../server/request.js'
import { allowApp, allowAppOnly, allowReader } from './allow-registry.js'
import { askRegistries, PROXY_TIME_LIMIT, readJsonAnswer } from './ask-registry.js'
import { listApps } from './list-apps.js'
import { markListed, markOne, underMaintenanceHere } from './mark-maintenance.js'
import { listMaintenance } from './maintenance.js'
import { registriesOf } from './registries.js'

const ONE_DAY = 'max-age=86400'
const FOR_EVER = 'max-age=31536000, immutable'

const registriesFor = (request: FastifyRequest): readonly string[] =>
  registriesOf(request.server.stack.config, instanceOf(request))

/** Asks the registries for the very path that was asked for. Throws 404 where none of them has it. */
const proxied = async (request: FastifyRequest): Promise<Response> => {
  const response = await askRegistries(registriesFor(request), request.url, { timeLimit: PROXY_TIME_LIMIT })
  if (!response) throw new HttpError(404)
  return response
}

/** Hands an answer on as it comes: an image or an archive is never held in memory. */
const handOn = (reply: FastifyReply, response: Response, cache: string): FastifyReply => {
  if (cache !== '') reply.header('cache-control', cache)
  const type = response.headers.get('content-type')
  if (type !== null) reply.header('content-type', type)
  return reply.code(200).send(response.body ? Readable.fromWeb(response.body) : Buffer.alloc(0))
}

const addLists = (server: FastifyInstance): void => {
  const list = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    await allowApp(request, reply)
    const list = await listApps(registriesFor(request), request.url)
    return sendJson(reply, 200, markListed(list, await underMaintenanceHere(server.stack)))
  }
  server.get('/registry', list)
  server.get('/registry/', list)
  server.get('/registry/maintenance', async (request, reply) => {
    await allowApp(request, reply)
    const here = await underMaintenanceHere(server.stack)
    return sendJson(reply, 200, [...here, ...(await listMaintenance(registriesFor(request)))])
  })
  server.get('/registry/:app', async (request, reply) => {
    await allowApp(request, reply)
    const app = await readJsonAnswer(await proxied(request))
    return sendJson(
      reply,
      200,
      markOne(app, await underMaintenanceHere(server.stack), paramOf(request, 'app'))
    )
  })
}

/** The path, who may read it, and for how long a browser may keep it. */
const PROXIED: readonly [string, typeof allowApp, string][] = [
  ['/registry/:app/icon', allowReader, ONE_DAY],
  ['/registry/:app/partnership_icon', allowReader, ONE_DAY],
  ['/registry/:app/screenshots/*', allowReader, ONE_DAY],
  ['/registry/:app/:version/icon', allowReader, FOR_EVER],
  ['/registry/:app/:version/partnership_icon', allowReader, FOR_EVER],
  ['/registry/:app/:version/screenshots/*', allowReader, FOR_EVER],
  ['/registry/:app/:version', allowAppOnly, FOR_EVER],
  ['/registry/:app/:channel/latest', allowAppOnly, '']
]

/** `/registry`: what the registries of an instance have, for the store that shows it. */
export const registryRoutes: RouteFamily = {
  name: 'registry',
  port: 'instance',
  fidelity:
    'List, application, version, latest version, icons, screenshots and maintenance, asked of the registries of the context, with what is under maintenance on the stack itself. A registry that does not answer is 502, not 500.',
  register(server) {
    addLists(server)
    for (const [path, allow, cache] of PROXIED) {
      server.get(path, async (request, reply) => {
        await allow(request, reply)
        return handOn(reply, await proxied(request), cache)
      })
    }
  }
}
