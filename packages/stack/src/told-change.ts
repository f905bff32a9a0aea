import type { Change, Document } from '@cozy-jobs/store'
import { CLIENTS } from './auth/clients/client.js'

/** The secret of an OAuth client is for itself alone: the real stack tells it to whoever may read clients. */
const withoutSecret = ({ client_secret: _secret, ...told }: Document): Document => told

const hushed = (change: Change): Change =>
  change.doctype === CLIENTS
    ? {
        ...change,
        doc: withoutSecret(change.doc),
        ...(change.before && { before: withoutSecret(change.before) })
      }
    : change

/**
 * A change as the real stack tells it to triggers and by realtime. Of what a client has replicated to it (`_bulk_docs`
 * with `new_edits: false`) it looks at the revision alone: the first one is a creation, any other an update, a
 * deletion too; and it knows nothing of the document before.
 */
export const toldChange = (change: Change): Change => {
  if (!change.replicated) return hushed(change)
  const { prefix, doctype, doc } = change
  return { prefix, doctype, verb: doc._rev.startsWith('1-') ? 'CREATED' : 'UPDATED', doc }
}
