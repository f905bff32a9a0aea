import { parseMoment } from '@cozy-jobs/triggers'
import type { FastifyInstance } from 'fastify'
import { answered } from '../jobs/errors.js'
import { sendJson } from '../server/json-api.js'
import { paramOf } from '../server/request.js'
import { RUN_ERRORS } from './errors.js'
import { findTrigger, instanceFor } from './find-one.js'
import { firingOf } from './firing.js'
import { readObject } from './read-json.js'
import { shownTrigger } from './shown-trigger.js'

/** Undefined for now. */
const readDate = (at: unknown): Date | undefined => {
  if (at === undefined) return undefined
  const date = typeof at === 'string' ? parseMoment(at) : undefined
  if (!date) throw RUN_ERRORS.badDate(at)
  return date
}

/** The triggers of an instance, with their next dates, and one that is fired by hand. */
export const addTriggerRoutes = (server: FastifyInstance): void => {
  const { stack } = server
  const { engine, clock } = stack

  server.get('/runs/triggers', async (request, reply) => {
    const instance = instanceFor(request)
    const found = await engine.triggers.list(instance)
    const states = await Promise.all(found.map(({ _id }) => engine.triggers.state(instance, _id)))
    const now = clock.now()
    return sendJson(reply, 200, {
      now: now.toISOString(),
      triggers: found.map((trigger, at) =>
        shownTrigger(instance, trigger, states[at]!, { now, workers: engine.workers })
      )
    })
  })

  server.post('/runs/triggers/:id/fire', async (request, reply) => {
    const instance = instanceFor(request)
    const trigger = await findTrigger(stack, instance, paramOf(request, 'id'))
    const given = await readObject(request)
    const at = readDate(given['at'])
    const { draft, remarks } = await firingOf(instance, trigger, given)
    if (at && at > clock.now()) {
      await answered(engine.plan(instance, draft, at))
      return sendJson(reply, 202, { trigger: trigger._id, at: at.toISOString(), remarks })
    }
    const job = await answered(engine.push(instance, draft))
    if (job._id !== '') return sendJson(reply, 201, { trigger: trigger._id, job: job._id, remarks })
    const held =
      'it made no job: its konnector is under maintenance, or its last run has failed in a way that the owner alone can mend'
    return sendJson(reply, 200, { trigger: trigger._id, remarks: [...remarks, held] })
  })
}
