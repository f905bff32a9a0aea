import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Installed, InstallKind, InstallProgress, InstallRequest } from '../installs/api.js'
import { HttpError } from '../server/http-error.js'
import { sendResource } from '../server/json-api.js'
import { headerOf, instanceOf, paramOf, queryOf } from '../server/request.js'
import { warn } from '../server/warn.js'
import { allowInstall } from './allow-install.js'
import { appResource } from './app-resource.js'
import { openEventStream } from './event-stream.js'
import { uninstall } from './uninstall.js'

type Work = (request: InstallRequest, progress: InstallProgress) => Promise<Installed>

const parametersOf = (request: FastifyRequest): Record<string, unknown> | undefined => {
  const text = queryOf(request, 'Parameters')
  if (text === '') return undefined
  let parameters: unknown
  try {
    parameters = JSON.parse(text)
  } catch {
    throw new HttpError(400)
  }
  if (typeof parameters !== 'object' || Array.isArray(parameters)) throw new HttpError(400)
  return (parameters ?? undefined) as Record<string, unknown> | undefined
}

/** What Go takes for true; undefined where nothing is said, which is not the same as false. */
const ackedOf = (request: FastifyRequest): boolean | undefined => {
  const text = queryOf(request, 'PermissionsAcked')
  return text === '' ? undefined : ['1', 't', 'T', 'true', 'TRUE', 'True'].includes(text)
}

const installRequest = (request: FastifyRequest, source: string): InstallRequest => {
  const parameters = parametersOf(request)
  const acked = ackedOf(request)
  return {
    slug: paramOf(request, 'slug'),
    source,
    ...(acked !== undefined && { permissionsAcked: acked }),
    deactivated: queryOf(request, 'Deactivated') === 'true',
    ...(parameters && { parameters })
  }
}

/** Answers once the manifest is read, and goes on behind the answer; or tells all of it as events. */
const answer = async (
  request: FastifyRequest,
  reply: FastifyReply,
  kind: InstallKind,
  asked: InstallRequest,
  work: Work
): Promise<FastifyReply> => {
  if (headerOf(request, 'accept') === 'text/event-stream') {
    const events = openEventStream(reply)
    try {
      const app = await work(asked, state => events.state(appResource(kind, state)))
      events.state(appResource(kind, app))
    } catch (error) {
      events.error(error)
    }
    events.end()
    return reply
  }
  const first = await new Promise<Installed>((resolve, reject) => {
    let answered = false
    const progress = (app: Installed): void => {
      answered = true
      resolve(app)
    }
    // What is not done, since its owner has to accept it first, has no progress to tell of.
    work(asked, progress).then(resolve, (error: Error) => {
      // Behind the answer nobody but the log hears of it.
      if (answered) warn(request.server.stack, `Failed to install ${asked.slug}: ${error.message}.`)
      else reject(error)
    })
  })
  return sendResource(reply, 202, appResource(kind, first))
}

/** `POST`, `PUT` and `DELETE` of one app or konnector. */
export const addInstallRoutes = (server: FastifyInstance, kind: InstallKind): void => {
  const { installs } = server.stack
  server.post(`/${kind}/:slug`, async (request, reply) => {
    const instance = instanceOf(request)
    const source = queryOf(request, 'Source') || `registry://${paramOf(request, 'slug')}/stable`
    await allowInstall(request, reply, kind, source, 'POST')
    return answer(request, reply, kind, installRequest(request, source), (asked, progress) =>
      installs.install(instance, kind, asked, progress)
    )
  })
  server.put(`/${kind}/:slug`, async (request, reply) => {
    const instance = instanceOf(request)
    const source = queryOf(request, 'Source')
    await allowInstall(request, reply, kind, source, 'POST')
    return answer(request, reply, kind, installRequest(request, source), (asked, progress) =>
      installs.update(instance, kind, asked, progress)
    )
  })
  server.delete(`/${kind}/:slug`, async (request, reply) => {
    const slug = paramOf(request, 'slug')
    await allowInstall(request, reply, kind, `registry://${slug}`, 'DELETE')
    const { status, app } = await uninstall(request.server.stack, instanceOf(request), kind, slug)
    return sendResource(reply, status, appResource(kind, app))
  })
}
