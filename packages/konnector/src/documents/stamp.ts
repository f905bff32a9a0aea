import { getCozyMetadata, type CozyMetadata } from '../metadata/cozy-metadata.js'
import { sourceOf, type DocumentsContext, type SourceOptions } from './context.js'

/** Attributes of a document that nothing is known of. */
export type Attributes = Record<string, unknown>

/** A document on its way into the Cozy, or one of it. */
export type Stampable = object & { _id?: string; _rev?: string; cozyMetadata?: CozyMetadata }

/**
 * The attributes of an entry with the `cozyMetadata` of this write: who made the document and when is kept, `updatedAt`
 * and the konnector's own line in `updatedByApps` are of now.
 *
 * @param present what the Cozy's own document says; wins over what the entry brings
 */
export const stamp = (
  context: DocumentsContext,
  entry: Stampable,
  options: SourceOptions,
  present?: CozyMetadata
): Attributes & { cozyMetadata: CozyMetadata } => {
  const now = context.now()
  const known = { ...entry.cozyMetadata, ...present }
  const cozyMetadata = getCozyMetadata(context.manifest, known, now)
  return { ...entry, cozyMetadata: { ...cozyMetadata, ...sourceOf(context, options), updatedAt: now } }
}
