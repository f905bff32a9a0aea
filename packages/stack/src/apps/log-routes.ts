import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { InstallKind } from '../installs/api.js'
import { INSTALL_ERRORS } from '../installs/errors.js'
import { permissionOf } from '../permissions/allow.js'
import { PERMISSION_ERRORS } from '../permissions/errors.js'
import { allowsWholeType } from '../permissions/match.js'
import { isMaximal } from '../permissions/rule.js'
import { readBody } from '../server/body.js'
import { decodeJson } from '../server/go-json.js'
import { badJson, invalidAttribute } from '../server/http-error.js'
import { instanceOf, paramOf } from '../server/request.js'

const LEVELS = ['panic', 'fatal', 'error', 'warn', 'warning', 'info', 'debug', 'trace']

const readLines = async (request: FastifyRequest): Promise<Record<string, unknown>[]> => {
  try {
    const lines = decodeJson((await readBody(request)).toString())
    if (lines === null) return []
    if (Array.isArray(lines) && lines.every(line => typeof line === 'object' && line !== null)) {
      return lines as Record<string, unknown>[]
    }
  } catch {
    // The same answer as to a document of another form.
  }
  throw badJson()
}

/** Whatever it holds, it is one line of the log. */
const oneLine = (value: unknown): string =>
  (typeof value === 'string' ? value : JSON.stringify(value ?? '')).replaceAll(/\p{Cc}+/gu, ' ')

/** `POST …/logs`: what an app or konnector that runs in a browser has to say. */
export const addLogRoutes = (server: FastifyInstance, kind: InstallKind): void => {
  server.post(`/${kind}/:slug/logs`, async (request, reply) => {
    const { type, rules, slug: own } = await permissionOf(request, reply)
    let slug = paramOf(request, 'slug')
    if (!isMaximal(rules)) {
      const isOwnKind = type === (kind === 'apps' ? 'app' : 'konnector')
      if (!isOwnKind || !allowsWholeType(rules, 'POST', 'io.cozy.apps.logs'))
        throw PERMISSION_ERRORS.forbidden()
      // Whatever slug the path says, as on the real stack.
      slug = own
    }
    if (kind === 'konnectors' && !(await server.stack.installs.find(instanceOf(request), kind, slug))) {
      throw INSTALL_ERRORS.notInstalled()
    }
    for (const { level, msg } of await readLines(request)) {
      const name = typeof level === 'string' ? level : ''
      if (!LEVELS.includes(name.toLowerCase())) {
        throw invalidAttribute('level', `${JSON.stringify(name)}: not a valid logging Level`)
      }
      server.stack.log(`${slug} ${name}: ${oneLine(msg)}`)
    }
    return reply.code(204).send()
  })
}
