import get from 'lodash/get.js'
import type { CozyDocument } from '../cozy/api.js'
import { findCandidates } from './candidates.js'
import type { DocumentsContext, SourceOptions } from './context.js'
import { stamp, type Attributes, type Stampable } from './stamp.js'
import { writeDocuments } from './write-documents.js'

const stored = (value: unknown): unknown => (value instanceof Date ? value.toISOString() : value)

const isSame = (a: object, b: object, attributes: readonly string[]): boolean =>
  attributes.every(path => stored(get(a, path)) === stored(get(b, path)))

/**
 * Updates the document that has the same values at all of `matchingAttributes`, and keeps what the entry does not say;
 * creates it where there is none. Entries with the same values are one document: later ones add to earlier ones.
 *
 * @param matchingAttributes paths as lodash takes them, `cozyMetadata.createdByApp` too
 * @returns the documents, in the order of the entries
 * @throws Error without matching attributes: any document would do
 */
export const updateOrCreate = async <T extends Stampable>(
  context: DocumentsContext,
  entries: readonly T[],
  doctype: string,
  matchingAttributes: readonly string[],
  options: SourceOptions = {}
): Promise<CozyDocument<T>[]> => {
  if (matchingAttributes.length === 0) {
    throw new Error(
      `Failed to save documents of ${doctype}: updateOrCreate has no matching attributes. Give at least one.`
    )
  }
  const stamped = entries.map(entry => stamp(context, entry, options))
  const present = await findCandidates(context.stack, doctype, matchingAttributes, stamped, [
    'string',
    'number',
    'boolean'
  ])
  const drafts: Attributes[] = []
  const places = entries.map((entry, at) => {
    const fits = (doc: object): boolean => isSame(doc, stamped[at]!, matchingAttributes)
    const earlier = drafts.findIndex(fits)
    if (earlier >= 0) {
      drafts[earlier] = { ...drafts[earlier], ...stamped[at] }
      return earlier
    }
    const doc = present.find(fits)
    return drafts.push(doc ? { ...doc, ...stampedOnto(context, entry, options, doc) } : stamped[at]!) - 1
  })
  const saved = await writeDocuments(context.stack, doctype, drafts)
  return places.map(at => saved[at] as CozyDocument<T>)
}

const stampedOnto = (
  context: DocumentsContext,
  entry: Stampable,
  options: SourceOptions,
  { _id, _rev, cozyMetadata }: CozyDocument<Stampable>
): Attributes => ({ ...stamp(context, entry, options, cozyMetadata), _id, _rev })
