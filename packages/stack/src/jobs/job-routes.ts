import type { FastifyInstance } from 'fastify'
import { allowWholeType } from '../permissions/allow.js'
import { readResource, sendJson, sendResource, sendResources } from '../server/json-api.js'
import { instanceOf, paramOf, queryOf } from '../server/request.js'
import type { Stack } from '../stack.js'
import { allowJob, allowWorker, refuseReserved } from './allow-jobs.js'
import { flagAttribute, optionsAttribute } from './attributes.js'
import { answered } from './errors.js'
import { purgeJobs } from './purge.js'
import { jobResource } from './resources.js'

/** Requests give a timeout in seconds, documents keep it in nanoseconds. */
const SECOND = 1_000_000_000

/** Jobs: push one, read one, what a worker has to do, delete the old ones. */
export const addJobRoutes = (server: FastifyInstance, { engine, clock }: Stack): void => {
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
    await allowWorker(request, reply, 'POST', worker)
    await refuseReserved(request, reply, worker)
    const message = attributes.arguments ?? null
    const job = await answered(
      engine.push(instanceOf(request), { worker, message, manual, ...(options ? { options } : {}) })
    )
    return sendResource(reply, 202, jobResource(job))
  })

  server.get('/jobs/:id', async (request, reply) => {
    const job = await answered(engine.job(instanceOf(request), paramOf(request, 'id')))
    await allowJob(request, reply, 'GET', job)
    return sendResource(reply, 200, jobResource(job))
  })

  server.delete('/jobs/purge', async (request, reply) => {
    await allowWholeType(request, reply, 'DELETE', 'io.cozy.jobs')
    const deleted = await purgeJobs(instanceOf(request), {
      duration: queryOf(request, 'duration'),
      workers: queryOf(request, 'workers'),
      now: clock.now()
    })
    return sendJson(reply, 200, { deleted })
  })
}
