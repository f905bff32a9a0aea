import type { FastifyInstance } from 'fastify'
import { jobWarnings } from '../engine/jobs/job-warnings.js'
import type { Run } from '../engine/history/api.js'
import { triggerWarnings } from '../engine/triggers/trigger-warnings.js'
import { sendJson } from '../server/json-api.js'
import { paramOf, queryOf } from '../server/request.js'
import type { Stack } from '../stack.js'
import { findRun } from './find-one.js'

/** Runs that a list shows where it is not said. */
const SHOWN = 20
const MOST_SHOWN = 1000

const readLimit = (text: string): number => {
  const limit = /^\d{1,6}$/.test(text) ? Number(text) : SHOWN
  return Math.min(Math.max(1, limit), MOST_SHOWN)
}

/** What the real stack would have accepted in silence: of the trigger as it is now, and of the job itself. */
const warningsOf = async ({ engine, instances }: Stack, run: Run): Promise<string[]> => {
  const { payload, options } = run.input
  const encoded = payload === undefined ? {} : { payload: Buffer.from(payload).toString('base64') }
  const own = jobWarnings({ worker: run.worker, ...(options && { options }), ...encoded }, engine.workers)
  const instance = instances.byPrefix(run.prefix)
  if (!('trigger' in run.cause) || !instance) return own
  try {
    const trigger = await engine.triggers.get(instance, run.cause.trigger)
    return [...new Set([...triggerWarnings(trigger, engine.workers), ...own])]
  } catch {
    // It fired once, was deleted, or can't be read any more: the log said so.
    return own
  }
}

/** What has run: the list, and one of them. */
export const addRunRoutes = (server: FastifyInstance): void => {
  const { stack } = server
  server.get('/runs', async (request, reply) => {
    const of = (name: string): string | undefined => queryOf(request, name) || undefined
    const instance = of('domain') === undefined ? undefined : stack.instances.get(of('domain')!)
    const [worker, state, trigger] = [of('worker'), of('state'), of('trigger')]
    const runs = await stack.history.list({
      limit: readLimit(queryOf(request, 'limit')),
      ...(of('domain') !== undefined && { prefix: instance?.prefix ?? '' }),
      ...(worker !== undefined && { worker }),
      ...(state !== undefined && { state }),
      ...(trigger !== undefined && { trigger })
    })
    return sendJson(reply, 200, { runs })
  })

  server.get('/runs/:id', async (request, reply) => {
    const run = await findRun(stack, paramOf(request, 'id'))
    return sendJson(reply, 200, { ...run, warnings: await warningsOf(stack, run) })
  })
}
