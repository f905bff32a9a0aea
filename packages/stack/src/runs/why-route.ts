import type { FastifyInstance } from 'fastify'
import { StoreError, type Document } from '@cozy-jobs/store'
import type { Decision } from '../engine/history/api.js'
import { explainDecisions, type DecidedChange } from '../engine/history/why.js'
import { liveTrigger, type LiveTrigger } from '../engine/triggers/live-trigger.js'
import type { Instance } from '../instances/api.js'
import { sendJson } from '../server/json-api.js'
import { queryOf } from '../server/request.js'
import type { Stack } from '../stack.js'
import { RUN_ERRORS } from './errors.js'
import { instanceFor } from './find-one.js'

/** Changes of a document that are told of. */
const CHANGES = 5

/** Runs that are looked through for those that a change made. */
const RUNS = 1000

const listeners = async (
  { engine, clock }: Stack,
  instance: Instance,
  doctype: string
): Promise<LiveTrigger[]> => {
  const triggers = await engine.triggers.list(instance)
  return triggers.flatMap(trigger => {
    try {
      const live = liveTrigger(instance, trigger, clock.now())
      return live.trigger.doctypes.includes(doctype) ? [live] : []
    } catch {
      // One that can't be read looks at nothing.
      return []
    }
  })
}

const revisionOf = async (
  { documents }: Instance,
  { doctype, id }: Decision,
  rev: string
): Promise<Document | undefined> => {
  try {
    return await documents.get(doctype, id, { rev })
  } catch (error) {
    if (error instanceof StoreError && error.code === 'not_found') return undefined
    throw error
  }
}

/** The change of a decision, from the revisions that the store still has. */
const withChange = async (instance: Instance, decision: Decision): Promise<DecidedChange> => {
  const { doctype, id, rev, verb, before: previous, replicated } = decision
  const gone = verb === 'DELETED' ? ({ _id: id, _rev: rev, _deleted: true } as const) : undefined
  const doc = gone ?? (await revisionOf(instance, decision, rev))
  const before = previous === undefined ? undefined : await revisionOf(instance, decision, previous)
  if (doc === undefined || (previous !== undefined && before === undefined))
    return { decision, change: undefined }
  const { prefix } = instance
  const told = { ...(before && { before }), ...(replicated && { replicated }) }
  return { decision, change: { prefix, doctype, verb, doc, ...told } }
}

/** `GET /runs/why`: which triggers looked at the last changes of a document, and why each fired or did not. */
export const addWhyRoute = (server: FastifyInstance): void => {
  const { stack } = server
  server.get('/runs/why', async (request, reply) => {
    const [doctype, id] = [queryOf(request, 'doctype'), queryOf(request, 'id')]
    if (doctype === '' || id === '') throw RUN_ERRORS.badDoctype()
    const instance = instanceFor(request)
    const decisions = await stack.history.decisions(instance.prefix, doctype, id, CHANGES)
    const triggers = await listeners(stack, instance, doctype)
    const runs =
      decisions.length === 0 ? [] : await stack.history.list({ prefix: instance.prefix, limit: RUNS })
    return sendJson(reply, 200, {
      doctype,
      id,
      listening: triggers.length,
      changes: explainDecisions(
        await Promise.all(decisions.map(decision => withChange(instance, decision))),
        triggers,
        runs
      )
    })
  })
}
