import { explainTrigger, type Trigger, type TriggerEvent } from '@cozy-jobs/triggers'
import { StoreError } from '@cozy-jobs/store'
import type { JobDraft, TriggerDoc } from '../engine/api.js'
import { readTrigger } from '../engine/triggers/live-trigger.js'
import { jobOf } from '../engine/triggers/triggers.js'
import type { Instance } from '../instances/api.js'
import { RUN_ERRORS } from './errors.js'

/** What a trigger is fired with. */
export interface Firing {
  draft: JobDraft
  /** What would not have happened by itself. */
  remarks: string[]
}

type Given = Record<string, unknown>

const VERBS = ['CREATED', 'UPDATED', 'DELETED'] as const

const isObject = (value: unknown): value is Given =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The document that a request names, or holds. */
const documentOf = async ({ documents }: Instance, { doc, doctype, id }: Given): Promise<Given> => {
  if (isObject(doc)) return doc
  if (typeof doctype !== 'string' || typeof id !== 'string') throw RUN_ERRORS.noDocument()
  try {
    return await documents.get(doctype, id)
  } catch (error) {
    if (error instanceof StoreError && error.code === 'not_found')
      throw RUN_ERRORS.unknownDocument(doctype, id)
    throw error
  }
}

/** The change that was meant where its verb is not said: the first that fires the trigger. */
const changeOf = (trigger: Trigger, doc: Given, { verb, before, doctype }: Given): TriggerEvent => {
  const event = {
    doctype: typeof doctype === 'string' ? doctype : (trigger.doctypes[0] ?? ''),
    doc,
    ...(isObject(before) && { before })
  }
  const said = VERBS.find(one => one === verb)
  const fitting = VERBS.find(one => trigger.matches({ ...event, verb: one }))
  return { ...event, verb: said ?? fitting ?? 'CREATED' }
}

const ofEvent = async (instance: Instance, trigger: TriggerDoc, given: Given): Promise<Firing> => {
  const { domain, prefix } = instance
  const parsed = readTrigger(trigger.type, trigger.arguments)
  const change = changeOf(parsed, await documentOf(instance, given), given)
  const why = explainTrigger(parsed, change)
  const { verb, doc, before } = change
  const event = { domain, prefix, verb, doc, ...(before && { old: before }) }
  return {
    draft: { ...jobOf(trigger), event },
    remarks: why === undefined ? [] : [`Such a change would not fire it by itself: ${why}`]
  }
}

/** The job of a trigger as if it had fired, with what a request gives it. */
export const firingOf = async (instance: Instance, trigger: TriggerDoc, given: Given): Promise<Firing> => {
  if (trigger.type === '@event') return ofEvent(instance, trigger, given)
  const draft = jobOf(trigger)
  if (trigger.type !== '@webhook') {
    const named = 'doc' in given || 'id' in given
    return {
      draft,
      remarks: named ? [`A trigger ${trigger.type} has no use for a document: it was left out`] : []
    }
  }
  const payload = 'doc' in given || 'id' in given ? JSON.stringify(await documentOf(instance, given)) : '{}'
  return { draft: { ...draft, payload }, remarks: [] }
}
