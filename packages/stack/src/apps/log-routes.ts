import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { JobDoc } from '../engine/api.js'
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
import { instanceOf, paramOf, queryOf } from '../server/request.js'

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

/** The names that the lines of jobs have for the levels of a log. */
const TYPES: Readonly<Record<string, string>> = { warn: 'warning' }

/** The job that the lines are of: one of this app or konnector. Undefined where none is named, or there is none. */
const jobOf = async (request: FastifyRequest, slug: string): Promise<JobDoc | undefined> => {
  const id = queryOf(request, 'job_id')
  if (id === '') return undefined
  // A job tells its program `konnector/3/<id>`, and that is what the program hands on.
  const job = await request.server.stack.engine
    .job(instanceOf(request), id.slice(id.lastIndexOf('/') + 1))
    .catch(() => undefined)
  const { konnector, slug: of } = (job?.message ?? {}) as Record<string, unknown>
  return konnector === slug || of === slug ? job : undefined
}

/** Whatever it holds, it is one line of the log. */
const oneLine = (text: string): string => text.replaceAll(/\p{Cc}+/gu, ' ')

/**
 * `POST …/logs`: what an app or konnector that runs in a browser has to say. With `job_id` it is said by that job, and
 * goes where the lines of jobs go.
 */
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
    const lines = await readLines(request)
    const job = await jobOf(request, slug)
    const version = queryOf(request, 'version')
    for (const { level, msg } of lines) {
      if (!LEVELS.includes(level.toLowerCase())) {
        throw invalidAttribute('level', `${JSON.stringify(level)}: not a valid logging Level`)
      }
      const type = TYPES[level.toLowerCase()] ?? level.toLowerCase()
      if (job) server.stack.engine.record(job, { type, message: oneLine(msg) })
      else server.stack.log(`${slug}${version && ` ${oneLine(version)}`} ${level}: ${oneLine(msg)}`)
    }
    return reply.code(204).send()
  })
}
