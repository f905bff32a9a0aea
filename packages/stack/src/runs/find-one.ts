import type { FastifyRequest } from 'fastify'
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

const domainsOf = (instances: readonly (Instance | undefined)[]): string[] =>
  instances.flatMap(one => one?.domain ?? [])

/** The instance that a request names, with its port or without; the only one that there is, or the one that the stack was started with. */
export const instanceFor = (request: FastifyRequest): Instance => {
  const domain = queryOf(request, 'domain')
  const { instances, domain: own } = request.server.stack
  const [only, ...more] = instances.list()
  if (domain !== '') {
    const asked = domain.trim().toLowerCase()
    const found = instances.get(asked) ?? instances.get(`${asked}${own.slice(own.lastIndexOf(':'))}`)
    if (!found) throw RUN_ERRORS.unknownInstance(domain, domainsOf([only, ...more]))
    return found
  }
  if (only && more.length === 0) return only
  const first = instances.get(own)
  if (!first) throw RUN_ERRORS.whichInstance(domainsOf([only, ...more]))
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
