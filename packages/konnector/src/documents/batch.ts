import type { CozyDocument } from '../cozy/api.js'
import type { DocumentsContext } from './context.js'
import { readByIds } from './read-by-ids.js'
import { writeDocuments } from './write-documents.js'

/**
 * Changes the same attributes of many documents.
 *
 * @returns the documents, in the order of the ids
 * @throws Error for an id that there is no document of; nothing is changed then
 */
export const batchUpdateAttributes = async (
  { stack }: Pick<DocumentsContext, 'stack'>,
  doctype: string,
  ids: readonly string[],
  attributes: object
): Promise<CozyDocument[]> => {
  const present = new Map((await readByIds(stack, doctype, ids)).map(doc => [doc._id, doc] as const))
  const missing = ids.filter(id => !present.has(id))
  if (missing.length > 0) {
    throw new Error(
      `Failed to change documents of ${doctype}: there is no ${missing.join(', ')}. Look at the ids.`
    )
  }
  return writeDocuments(
    stack,
    doctype,
    ids.map(id => ({ ...present.get(id), ...attributes }))
  )
}

/** Deletes many documents; what is gone already is passed over. */
export const batchDelete = async (
  { stack }: Pick<DocumentsContext, 'stack'>,
  doctype: string,
  documents: readonly { _id: string }[]
): Promise<{ id: string; deleted: true }[]> => {
  const ids = documents.map(({ _id }) => _id)
  const present = await readByIds(stack, doctype, ids)
  await writeDocuments(
    stack,
    doctype,
    present.map(({ _id, _rev }) => ({ _id, _rev, _deleted: true }))
  )
  return ids.map(id => ({ id, deleted: true }))
}
