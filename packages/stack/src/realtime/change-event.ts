import type { Change, Document } from '@cozy-jobs/store'
import type { RealtimeEvent } from './api.js'

/** What was deleted, as it was, with the revision of its deletion: so the real stack tells it. */
const told = ({ verb, doc, before }: Change): Document =>
  verb === 'DELETED' && before ? { ...before, _rev: doc._rev } : doc

/** A written document as realtime tells of it. What it was before is for triggers alone. */
export const changeEvent = (change: Change): RealtimeEvent => ({
  verb: change.verb,
  doctype: change.doctype,
  id: change.doc._id,
  doc: told(change)
})
