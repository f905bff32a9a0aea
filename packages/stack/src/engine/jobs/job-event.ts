import type { Change } from '@cozy-jobs/store'
import type { TriggerEvent } from '@cozy-jobs/triggers'
import type { Instance } from '../../instances/api.js'
import { toldChange } from '../../told-change.js'

/** What was deleted, with the revision of its deletion: the store tells only that it is gone. */
const deleted = ({ doc, before }: Change): Record<string, unknown> =>
  before ? { ...before, _rev: doc._rev } : doc

/** The change as triggers match it. */
export const triggerEvent = (raw: Change): TriggerEvent => {
  const change = toldChange(raw)
  return {
    doctype: change.doctype,
    verb: change.verb,
    doc: change.verb === 'DELETED' ? deleted(change) : change.doc,
    ...(change.before ? { before: change.before } : {})
  }
}

/** The change as the job keeps it and its program gets it (`realtime.Event` of the real stack). */
export const jobEvent = (instance: Instance, raw: Change): Record<string, unknown> => {
  const change = toldChange(raw)
  return {
    domain: instance.domain,
    prefix: instance.prefix,
    verb: change.verb,
    doc: change.verb === 'DELETED' ? deleted(change) : change.doc,
    ...(change.before ? { old: change.before } : {})
  }
}
