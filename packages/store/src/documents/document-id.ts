import { StoreError } from '../errors.js'

const refuse = (reason: string): StoreError => new StoreError('illegal_docid', reason)

/** Throws `illegal_docid`, as CouchDB does. */
export function checkId(id: unknown): string {
  if (typeof id !== 'string') throw refuse('Document id must be a string')
  if (id === '') throw refuse('Document id must not be empty')
  if (id === '_design/' || id === '_local/') throw refuse(`Illegal document id \`${id}\``)
  if (/\p{Surrogate}/u.test(id)) throw refuse('Document id must be valid UTF-8')
  if (id.startsWith('_') && !isDesign(id) && !isLocal(id)) {
    throw refuse('Only reserved document ids may start with underscore.')
  }
  return id
}

/** Documents that hold indexes. They are listed, and nobody is told of their changes. */
export const isDesign = (id: string): boolean => id.startsWith('_design/')

/** Documents that are neither listed, nor replicated, nor told of. */
export const isLocal = (id: string): boolean => id.startsWith('_local/')
