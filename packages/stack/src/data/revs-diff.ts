import { StoreError, type Document, type DocumentStore } from '@cozy-jobs/store'
import { checkRevision, generationOf, revisionsOf } from './revision.js'

interface Difference {
  missing: string[]
  possible_ancestors?: string[]
}

const readRevisions = (revisions: unknown): string[] => {
  if (!Array.isArray(revisions)) throw new StoreError('bad_request', 'Invalid list of revisions')
  return revisions.map(checkRevision)
}

const differenceOf = (revisions: string[], leaves: readonly Document[]): Difference | undefined => {
  const known = new Set(leaves.flatMap(revisionsOf))
  const missing = revisions.filter(rev => !known.has(rev))
  if (missing.length === 0) return undefined
  const last = Math.max(...missing.map(generationOf))
  const ancestors = leaves.map(({ _rev }) => _rev).filter(rev => generationOf(rev) < last)
  return { missing, ...(ancestors.length > 0 && { possible_ancestors: ancestors }) }
}

/** CouchDB's `_revs_diff`: of these revisions, by document, those that are not there. Throws in its words. */
export const revsDiff = async (
  documents: DocumentStore,
  doctype: string,
  asked: Record<string, unknown>
): Promise<Record<string, Difference>> => {
  const revisions = Object.entries(asked).map(([id, revs]) => [id, readRevisions(revs)] as const)
  const differences = await Promise.all(
    revisions.map(
      async ([id, revs]) => [id, differenceOf(revs, await documents.leaves(doctype, id))] as const
    )
  )
  return Object.fromEntries(
    differences.filter((entry): entry is [string, Difference] => entry[1] !== undefined)
  )
}
