import type { CozyDocument } from '../cozy/api.js'
import type { DocumentsContext, SourceOptions } from './context.js'
import { stamp, type Stampable } from './stamp.js'
import { writeDocuments } from './write-documents.js'

/** Options of {@link addData}. */
export type AddDataOptions = SourceOptions

/**
 * Creates each entry without `_id`, updates each with one, and gives all of them their `_id`, `_rev` and
 * `cozyMetadata`. The same object twice is one document.
 *
 * @returns the documents, in the order of the entries
 * @throws StackError
 */
export const addData = async <T extends Stampable>(
  context: DocumentsContext,
  entries: readonly T[],
  doctype: string,
  options: AddDataOptions = {}
): Promise<CozyDocument<T>[]> => {
  const different = [...new Set(entries)]
  const drafts = different.map(entry => stamp(context, entry, options))
  const saved = await writeDocuments(context.stack, doctype, drafts)
  different.forEach((entry, at) => {
    const { _id, _rev } = saved[at]!
    Object.assign(entry, { _id, _rev, cozyMetadata: drafts[at]!.cozyMetadata })
  })
  return entries.map(entry => saved[different.indexOf(entry)] as CozyDocument<T>)
}
