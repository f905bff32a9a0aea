import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { InstallKind } from '../installs/api.js'
import { INSTALL_ERRORS } from '../installs/errors.js'
import { dateOf, fieldsOf, listOf, textOf } from '../installs/manifest-fields.js'
import { permissionOf } from '../permissions/allow.js'
import { PERMISSION_ERRORS } from '../permissions/errors.js'
import { allowsWholeType } from '../permissions/match.js'
import { isMaximal } from '../permissions/rule.js'
import { readBody } from '../server/body.js'
import { decodeJson } from '../server/go-json.js'
import { badJson, invalidAttribute } from '../server/http-error.js'
import { instanceOf, paramOf } from '../server/request.js'

const LEVELS = ['error', 'warn', 'warning', 'info', 'debug']

interface LogLine {
  level: string
  msg: string
}

const readLine = (value: unknown): LogLine => {
  const { level, msg, timestamp } = fieldsOf(value)
  dateOf(timestamp)
  return { level: textOf(level), msg: textOf(msg) }
}

const readLines = async (request: FastifyRequest): Promise<LogLine[]> => {
  const body = await readBody(request)
  try {
    return listOf(decodeJson(body.toString()), readLine) ?? []
  } catch {
    throw badJson()
  }
}

/** Whatever it holds, it is one line of the log. */
const oneLine = (text: string): string => text.replaceAll(/\p{Cc}+/gu, ' ')

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
      if (!LEVELS.includes(level.toLowerCase())) {
        throw invalidAttribute('level', `${JSON.stringify(level)}: not a valid logging Level`)
      }
      server.stack.log(`${slug} ${level}: ${oneLine(msg)}`)
    }
    return reply.code(204).send()
  })
}
