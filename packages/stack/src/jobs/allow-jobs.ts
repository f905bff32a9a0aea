import type { FastifyReply, FastifyRequest } from 'fastify'
import type { JobDoc, TriggerDoc } from '../engine/api.js'
import type { Workers } from '../engine/queue/workers.js'
import { allowDocument, permissionOf } from '../permissions/allow.js'
import type { Verb } from '../permissions/rule.js'
import { HttpError } from '../server/http-error.js'

/** Throws 403 unless the verb is allowed on this job: a rule's selector may be `worker` or `state`. */
export const allowJob = (
  request: FastifyRequest,
  reply: FastifyReply,
  verb: Verb,
  job: JobDoc
): Promise<void> =>
  allowDocument(request, reply, verb, 'io.cozy.jobs', { _id: job._id, worker: job.worker, state: job.state })

/** Throws 403 unless the verb is allowed on the jobs of a worker. */
export const allowWorker = (
  request: FastifyRequest,
  reply: FastifyReply,
  verb: Verb,
  worker: string
): Promise<void> => allowDocument(request, reply, verb, 'io.cozy.jobs', { _id: worker, worker })

/** Throws 403 unless the verb is allowed on this trigger: a rule's selector may be `worker`. */
export const allowTrigger = (
  request: FastifyRequest,
  reply: FastifyReply,
  verb: Verb,
  trigger: Pick<TriggerDoc, 'worker'> & { _id?: string }
): Promise<void> =>
  allowDocument(request, reply, verb, 'io.cozy.triggers', { _id: trigger._id ?? '', worker: trigger.worker })

/** The same, but a konnector may always read, change and delete the triggers that run it. */
export const allowOwnTrigger = async (
  request: FastifyRequest,
  reply: FastifyReply,
  verb: Verb,
  trigger: TriggerDoc
): Promise<void> => {
  const { type, slug } = await permissionOf(request, reply)
  const about = (trigger.message as { konnector?: unknown } | null)?.konnector
  if (type === 'konnector' && trigger.worker === 'konnector' && about === slug) return
  await allowTrigger(request, reply, verb, trigger)
}

/** Throws 403 for what is for the command line alone. */
export const refuseAllButCli = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
  if ((await permissionOf(request, reply)).type !== 'cli') throw new HttpError(403)
}

/** Throws unless the one who asks may push jobs to this worker: some are for the stack and its command line alone. */
export const refuseReserved = async (
  request: FastifyRequest,
  reply: FastifyReply,
  workers: Workers,
  worker: string
): Promise<void> => {
  const { type } = await permissionOf(request, reply)
  if (type === 'cli') return
  const limits = workers.get(worker)
  if (!limits) throw new HttpError(404)
  if (limits.reserved) throw new HttpError(403)
}
