import type { Change } from '@cozy-jobs/store'

/**
 * A change as the real stack tells it to triggers and by realtime. Of what a client has replicated to it (`_bulk_docs`
 * with `new_edits: false`) it looks at the revision alone: the first one is a creation, any other an update, a
 * deletion too; and it knows nothing of the document before.
 */
export const toldChange = (change: Change): Change => {
  if (!change.replicated) return change
  const { prefix, doctype, doc } = change
  return { prefix, doctype, verb: doc._rev.startsWith('1-') ? 'CREATED' : 'UPDATED', doc }
}
