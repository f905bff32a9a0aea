import type { FastifyInstance } from 'fastify'
import type { JobDraft } from '../engine/api.js'
import type { Run } from '../engine/history/api.js'
import { CLIENT_WORKER } from '../engine/queue/workers.js'
import { answered } from '../jobs/errors.js'
import { notFound } from '../server/http-error.js'
import { sendJson } from '../server/json-api.js'
import { paramOf } from '../server/request.js'
import { RUN_ERRORS } from './errors.js'
import { findRun } from './find-one.js'
import { readObject } from './read-json.js'

interface Edited {
  message: unknown
  event?: unknown
  payload?: unknown
}

/** The input as it was, or what was given in its place. Throws 409 where it can't be had again. */
const inputOf = (run: Run, given: Record<string, unknown>): Edited => {
  if ('message' in given)
    return { message: given['message'], event: given['event'], payload: given['payload'] }
  if (run.input.changed === 'masked') throw RUN_ERRORS.inputMasked()
  if (run.input.changed === 'too_large') throw RUN_ERRORS.inputTooLarge()
  return run.input
}

const draftOf = (run: Run, { message, event, payload }: Edited): JobDraft => ({
  worker: run.worker,
  message,
  // As it would have run by itself; what is held back by a failed login runs all the same.
  manual: run.input.manual ?? run.worker === 'konnector',
  ...('trigger' in run.cause && { triggerId: run.cause.trigger }),
  ...(run.input.options && { options: run.input.options }),
  ...(typeof event === 'object' &&
    event !== null && {
      event: { domain: run.domain, prefix: run.prefix, ...event }
    }),
  ...(typeof payload === 'string' && { payload }),
  ...(typeof payload === 'object' && payload !== null && { payload: JSON.stringify(payload) })
})

/** `POST /runs/:id/rerun`: the same job again, or with `message`, `event` and `payload` in place of what it had. */
export const addRerunRoutes = (server: FastifyInstance): void => {
  const { stack } = server
  server.post('/runs/:id/rerun', async (request, reply) => {
    const run = await findRun(stack, paramOf(request, 'id'))
    if (run.worker === CLIENT_WORKER) throw RUN_ERRORS.clientWorker()
    const instance = stack.instances.byPrefix(run.prefix)
    if (!instance) throw notFound('the instance of this run is gone')
    const job = await answered(
      stack.engine.push(instance, draftOf(run, inputOf(run, await readObject(request))))
    )
    if (job._id === '') throw RUN_ERRORS.heldBack()
    stack.history.repeated(job._id, run.id)
    return sendJson(reply, 201, { id: job._id, repeats: run.id })
  })
}
