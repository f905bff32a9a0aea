import type { FastifyRequest } from 'fastify'
import { namedInstance } from '../admin/named-instance.js'
import type { TriggerDoc } from '../engine/api.js'
import { standsFor } from '../engine/log/short-id.js'
import type { Run } from '../engine/history/api.js'
import type { Instance } from '../instances/api.js'
import { queryOf } from '../server/request.js'
import type { Stack } from '../stack.js'
import { RUN_ERRORS } from './errors.js'

/** What is written of an id at least: the logs show eight characters. */
const SHORTEST = 4

const check = (id: string): void => {
  if (!/^[\w-]+$/.test(id) || id.length < SHORTEST) throw RUN_ERRORS.shortId()
}

/** The instance that a request names, the only one that there is, or the one that the stack was started with. */
export const instanceFor = (request: FastifyRequest): Instance => {
  const domain = queryOf(request, 'domain')
  if (domain !== '') return namedInstance(request, domain)
  const [only, ...more] = request.server.stack.instances.list()
  if (only && more.length === 0) return only
  const first = request.server.stack.instances.get(request.server.stack.domain)
  if (!first) throw RUN_ERRORS.whichInstance([only, ...more].flatMap(one => one?.domain ?? []))
  return first
}

/** The one run whose id begins or ends so. Throws 404, or 409 for more than one. */
export const findRun = async ({ history }: Stack, id: string): Promise<Run> => {
  check(id)
  const [run, ...more] = await history.find(id)
  if (!run) throw RUN_ERRORS.unknownRun(id)
  if (more.length > 0)
    throw RUN_ERRORS.manyRuns(
      id,
      [run, ...more].map(one => one.id)
    )
  return run
}

/** The one trigger of an instance whose id begins or ends so. Throws 404, or 409 for more than one. */
export const findTrigger = async ({ engine }: Stack, instance: Instance, id: string): Promise<TriggerDoc> => {
  check(id)
  const [trigger, ...more] = (await engine.triggers.list(instance)).filter(({ _id }) => standsFor(id, _id))
  if (!trigger) throw RUN_ERRORS.unknownTrigger(id, instance.domain)
  if (more.length > 0)
    throw RUN_ERRORS.manyTriggers(
      id,
      [trigger, ...more].map(({ _id }) => _id)
    )
  return trigger
}
