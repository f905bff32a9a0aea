import type { DocumentStore } from '@cozy-jobs/store'
import type { Instance } from '../../instances/api.js'
import type { TriggerDoc } from '../api.js'
import { EngineError } from '../errors.js'
import { isNotFound } from '../jobs/job-store.js'

/** The doctype of triggers. */
export const TRIGGERS = 'io.cozy.triggers'

/** Throws `EngineError` `trigger_not_found`. */
export const getTrigger = async (instance: Instance, id: string): Promise<TriggerDoc> => {
  try {
    return (await instance.documents.get(TRIGGERS, id)) as TriggerDoc
  } catch (error) {
    throw isNotFound(error) ? new EngineError('trigger_not_found') : error
  }
}

const rows = async (documents: DocumentStore): Promise<unknown[]> => {
  try {
    return (await documents.list(TRIGGERS, { include_docs: true })).rows.map(row => row.doc)
  } catch (error) {
    if (isNotFound(error)) return []
    throw error
  }
}

/** All triggers of an instance, in order of their ids. */
export const allTriggers = async (instance: Instance): Promise<TriggerDoc[]> => {
  const docs = (await rows(instance.documents)) as (TriggerDoc | null | undefined)[]
  return docs.filter(doc => doc != null).filter(doc => !doc._id.startsWith('_design/'))
}
