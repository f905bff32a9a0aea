import type { Change, Document } from '@cozy-jobs/store'
import { CLIENTS } from './auth/clients/client.js'

/** The secret of an OAuth client is for itself alone: the real stack tells it to whoever may read clients. */
const withoutSecret = ({ client_secret: _secret, ...told }: Document): Document => told

/** Where the content lies is for the stack alone; a real stack on a local file system has no such field. */
const withoutContent = ({ internal_vfs_id: _content, ...told }: Document): Document => told

const HIDDEN: Readonly<Record<string, (doc: Document) => Document>> = {
  [CLIENTS]: withoutSecret,
  'io.cozy.files': withoutContent,
  'io.cozy.files.versions': withoutContent
}

const hushed = (change: Change): Change => {
  const hide = HIDDEN[change.doctype]
  if (!hide) return change
  return { ...change, doc: hide(change.doc), ...(change.before && { before: hide(change.before) }) }
}

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
