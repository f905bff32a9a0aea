import { parseDuration, TriggerError } from '@cozy-jobs/triggers'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { TriggerDraft } from '../engine/api.js'
import { readTrigger } from '../engine/triggers/live-trigger.js'
import { allowWholeType, permissionOf } from '../permissions/allow.js'
import { readBody } from '../server/body.js'
import { badRequest, HttpError, invalidAttribute } from '../server/http-error.js'
import { readResource, sendResource, sendResources } from '../server/json-api.js'
import { instanceOf, paramOf, queryOf } from '../server/request.js'
import type { Stack } from '../stack.js'
import { allowOwnTrigger, allowTrigger, refuseReserved } from './allow-jobs.js'
import { optionsAttribute, textAttribute } from './attributes.js'
import { answered } from './errors.js'
import { jobResource, stateResource, triggerResource } from './resources.js'

/** As much as a document may hold: the payload is stored with the job. */
const WEBHOOK_LIMIT = 4 * 1024 * 1024

const refuseDebounce = (debounce: string): void => {
  if (debounce === '') return
  try {
    parseDuration(debounce)
  } catch (error) {
    if (error instanceof TriggerError) throw invalidAttribute('debounce', error.stackMessage ?? error.message)
    throw error
  }
}

/** The trigger that a request describes; its options have nanoseconds already, as on the real stack. */
const readDraft = async (request: FastifyRequest): Promise<TriggerDraft> => {
  const { attributes } = await readResource(request)
  const options = optionsAttribute(attributes, 1)
  const debounce = textAttribute(attributes, 'debounce')
  refuseDebounce(debounce)
  return {
    type: textAttribute(attributes, 'type'),
    arguments: textAttribute(attributes, 'arguments'),
    worker: textAttribute(attributes, 'worker'),
    message: attributes.message ?? attributes.worker_arguments ?? null,
    debounce,
    ...(options ? { options } : {})
  }
}

const listOf = (text: string): string[] | undefined => (text === '' ? undefined : text.split(','))

const readLimit = (text: string): number => {
  if (text === '') return 0
  if (/^[-+]?\d+$/.test(text)) return Number(text)
  const message = `strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`
  throw new HttpError(400, message, { Func: 'Atoi', Num: text, Err: {} })
}

const allowList = async (request: FastifyRequest, reply: FastifyReply, workers?: string[]): Promise<void> => {
  const [worker, ...others] = workers ?? []
  // With one worker named, a right on that worker's triggers is enough.
  if (worker === undefined || others.length > 0)
    return allowWholeType(request, reply, 'GET', 'io.cozy.triggers')
  return allowTrigger(request, reply, 'GET', { worker })
}

/** The triggers as a collection: list and create. */
const addCollection = (server: FastifyInstance, { engine: { triggers, workers } }: Stack): void => {
  server.get('/jobs/triggers', async (request, reply) => {
    const workers = listOf(queryOf(request, 'Worker'))
    const types = listOf(queryOf(request, 'Type'))
    await allowList(request, reply, workers)
    const instance = instanceOf(request)
    const found = (await answered(triggers.list(instance))).filter(
      ({ worker, type }) => (workers?.includes(worker) ?? true) && (types?.includes(type) ?? true)
    )
    const states = await Promise.all(found.map(({ _id }) => answered(triggers.state(instance, _id))))
    return sendResources(
      reply,
      200,
      found.map((trigger, i) => triggerResource(trigger, states[i]))
    )
  })

  server.post('/jobs/triggers', async (request, reply) => {
    const draft = await readDraft(request)
    // Before it asks who makes it, as the real stack.
    await answered((async () => readTrigger(draft.type, draft.arguments))())
    const { slug } = await permissionOf(request, reply)
    await allowTrigger(request, reply, 'POST', draft)
    await refuseReserved(request, reply, workers, draft.worker)
    const trigger = await answered(
      triggers.create(instanceOf(request), { ...draft, ...(slug ? { createdByApp: slug } : {}) })
    )
    return sendResource(reply, 201, triggerResource(trigger))
  })
}

/** One trigger: read, change, delete. */
const addOne = (server: FastifyInstance, { engine: { triggers } }: Stack): void => {
  server.get('/jobs/triggers/:id', async (request, reply) => {
    const instance = instanceOf(request)
    const trigger = await answered(triggers.get(instance, paramOf(request, 'id')))
    await allowOwnTrigger(request, reply, 'GET', trigger)
    return sendResource(reply, 200, triggerResource(trigger, await triggers.state(instance, trigger._id)))
  })

  server.patch('/jobs/triggers/:id', async (request, reply) => {
    const instance = instanceOf(request)
    const trigger = await answered(triggers.get(instance, paramOf(request, 'id')))
    await allowOwnTrigger(request, reply, 'PATCH', trigger)
    const { attributes } = await readResource(request)
    const args = textAttribute(attributes, 'arguments')
    const message = attributes.message ?? undefined
    if (args === '' && message === undefined) throw badRequest('Only arguments and message can be patched')
    const changed = await answered(
      triggers.update(instance, trigger._id, {
        ...(args === '' ? {} : { arguments: args }),
        ...(message === undefined ? {} : { message })
      })
    )
    return sendResource(reply, 200, triggerResource(changed, await triggers.state(instance, changed._id)))
  })

  server.delete('/jobs/triggers/:id', async (request, reply) => {
    const instance = instanceOf(request)
    const trigger = await answered(triggers.get(instance, paramOf(request, 'id')))
    await allowOwnTrigger(request, reply, 'DELETE', trigger)
    await answered(triggers.remove(instance, trigger._id))
    return reply.code(204).send()
  })
}

/** What a trigger has done, and doing it now. */
const addRuns = (server: FastifyInstance, { engine: { triggers } }: Stack): void => {
  server.get('/jobs/triggers/:id/state', async (request, reply) => {
    const instance = instanceOf(request)
    const trigger = await answered(triggers.get(instance, paramOf(request, 'id')))
    await allowOwnTrigger(request, reply, 'GET', trigger)
    return sendResource(reply, 200, stateResource(await answered(triggers.state(instance, trigger._id))))
  })

  server.get('/jobs/triggers/:id/jobs', async (request, reply) => {
    const limit = readLimit(queryOf(request, 'Limit'))
    const instance = instanceOf(request)
    const trigger = await answered(triggers.get(instance, paramOf(request, 'id')))
    await allowTrigger(request, reply, 'GET', trigger)
    const jobs = await answered(triggers.jobs(instance, trigger._id, limit))
    return sendResources(reply, 200, jobs.map(jobResource))
  })

  server.post('/jobs/triggers/:id/launch', async (request, reply) => {
    const instance = instanceOf(request)
    const trigger = await answered(triggers.get(instance, paramOf(request, 'id')))
    await allowTrigger(request, reply, 'POST', trigger)
    return sendResource(reply, 201, jobResource(await answered(triggers.launch(instance, trigger._id))))
  })
}

/** What anybody may do who knows the address: no token is asked for, as on the real stack. */
const addWebhook = (server: FastifyInstance, { engine: { triggers } }: Stack): void => {
  server.post('/jobs/webhooks/:id', async (request, reply) => {
    const manual = queryOf(request, 'Manual') === 'true'
    const payload = (await readBody(request, WEBHOOK_LIMIT)).toString()
    await answered(triggers.callWebhook(instanceOf(request), paramOf(request, 'id'), { payload, manual }))
    return reply.code(204).send()
  })
}

/** All routes of triggers. */
export const addTriggerRoutes = (server: FastifyInstance, stack: Stack): void => {
  addWebhook(server, stack)
  addCollection(server, stack)
  addOne(server, stack)
  addRuns(server, stack)
}
