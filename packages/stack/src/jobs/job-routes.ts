import type { FastifyInstance } from 'fastify'
import type { Engine } from '../engine/api.js'
import { CLIENT_WORKER } from '../engine/queue/workers.js'
import { allowWholeType } from '../permissions/allow.js'
import { HttpError, invalidAttribute } from '../server/http-error.js'
import { readResource, sendJson, sendResource, sendResources } from '../server/json-api.js'
import { instanceOf, paramOf, queryOf } from '../server/request.js'
import type { Stack } from '../stack.js'
import { allowJob, allowWorker, refuseAllButCli, refuseReserved } from './allow-jobs.js'
import { flagAttribute, optionsAttribute, textAttribute } from './attributes.js'
import { answered } from './errors.js'
import { cleanJobs } from './clean.js'
import { purgeJobs } from './purge.js'
import { jobResource } from './resources.js'

/** Requests give a timeout in seconds, documents keep it in nanoseconds. */
const SECOND = 1_000_000_000

const readOutcome = (attributes: Record<string, unknown>): Parameters<Engine['report']>[2] => {
  const state = textAttribute(attributes, 'state')
  if (state === 'done') return { state }
  if (state === 'errored') return { state, error: textAttribute(attributes, 'error') }
  throw invalidAttribute('State', 'State must be done or errored')
}

/** Jobs: push one, read one, what a worker has to do, delete the old ones. */
export const addJobRoutes = (server: FastifyInstance, { engine, clock, config }: Stack): void => {
  server.get('/jobs/queue/:worker', async (request, reply) => {
    const worker = paramOf(request, 'worker')
    await allowWorker(request, reply, 'GET', worker)
    const jobs = await answered(engine.queue(instanceOf(request), worker))
    return sendResources(reply, 200, jobs.map(jobResource))
  })

  server.post('/jobs/queue/:worker', async (request, reply) => {
    const worker = paramOf(request, 'worker')
    const { attributes } = await readResource(request)
    const options = optionsAttribute(attributes, SECOND)
    const manual = flagAttribute(attributes, 'manual')
    const forwardLogs = flagAttribute(attributes, 'forward_logs')
    await allowWorker(request, reply, 'POST', worker)
    if (forwardLogs) await refuseAllButCli(request, reply)
    await refuseReserved(request, reply, engine.workers, worker)
    const message = attributes.arguments ?? null
    const job = await answered(
      engine.push(instanceOf(request), {
        worker,
        message,
        manual,
        forwardLogs,
        ...(options ? { options } : {})
      })
    )
    return sendResource(reply, 202, jobResource(job))
  })

  server.get('/jobs/:id', async (request, reply) => {
    const job = await answered(engine.job(instanceOf(request), paramOf(request, 'id')))
    await allowJob(request, reply, 'GET', job)
    return sendResource(reply, 200, jobResource(job))
  })

  server.patch('/jobs/:id', async (request, reply) => {
    const instance = instanceOf(request)
    const job = await answered(engine.job(instance, paramOf(request, 'id')))
    await allowJob(request, reply, 'PATCH', job)
    if (job.worker !== CLIENT_WORKER) throw new HttpError(403)
    const outcome = readOutcome((await readResource(request)).attributes)
    return sendResource(reply, 200, jobResource(await answered(engine.report(instance, job._id, outcome))))
  })

  server.post('/jobs/clean', async (request, reply) => {
    await allowWholeType(request, reply, 'POST', 'io.cozy.jobs')
    return sendJson(reply, 200, { deleted: await cleanJobs(instanceOf(request), clock.now()) })
  })

  server.delete('/jobs/purge', async (request, reply) => {
    await allowWholeType(request, reply, 'DELETE', 'io.cozy.jobs')
    const deleted = await purgeJobs(instanceOf(request), {
      duration: queryOf(request, 'duration') || config.jobs.defaultDurationToKeep,
      workers: queryOf(request, 'workers'),
      now: clock.now()
    })
    return sendJson(reply, 200, { deleted })
  })
}
