import { StoreError, type Document } from '@cozy-jobs/store'

/** Throws `Invalid rev format`, as CouchDB does: a hash of 32 characters must be hexadecimal, others may be anything. */
export const checkRevision = (rev: unknown): string => {
  const [, hash = ''] = typeof rev === 'string' ? (/^\d+-(.+)$/s.exec(rev) ?? []) : []
  if (hash === '' || (hash.length === 32 && !/^[0-9a-f]+$/i.test(hash))) {
    throw new StoreError('bad_request', 'Invalid rev format')
  }
  return rev as string
}

export const generationOf = (rev: string): number => Number.parseInt(rev, 10)

/** All revisions of a branch, of the leaf of it that the store gave. */
export const revisionsOf = (leaf: Document): string[] => {
  const { start, ids } = leaf._revisions as { start: number; ids: string[] }
  return ids.map((id, age) => `${start - age}-${id}`)
}
