import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { RouteFamily } from '../server/family.js'
import { sendJson } from '../server/json-api.js'
import { stackVersion } from './stack-version.js'

const addVersion = (server: FastifyInstance): void => {
  const get = (_request: FastifyRequest, reply: FastifyReply): FastifyReply =>
    sendJson(reply, 200, {
      build_mode: 'development',
      build_time: '',
      runtime_version: `node${process.versions.node}`,
      version: `cozy-jobs-${stackVersion()}`
    })
  const head = (_request: FastifyRequest, reply: FastifyReply): FastifyReply =>
    reply.code(200).header('content-type', 'application/json').send()
  for (const path of ['/version', '/version/']) {
    server.get(path, get)
    server.head(path, head)
  }
}

const fidelity = 'All of it; the version is that of this stack.'

/** `/version` for everybody. */
export const versionRoutes: RouteFamily = {
  name: 'version',
  port: 'instance',
  fidelity,
  register: addVersion
}

/** `/version` on the admin port. */
export const adminVersionRoutes: RouteFamily = {
  name: 'version',
  port: 'admin',
  fidelity,
  register: addVersion
}
