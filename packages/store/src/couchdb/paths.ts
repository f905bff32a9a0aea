import { StoreError } from '../errors.js'

const RESERVED = /^_(design|local)\/(?=.)/

/**
 * The path of a document below its database. What is no id of a document is never handed to CouchDB, where it could
 * name something else (`_all_docs`, or the database itself): it is not there.
 */
export function documentPath(id: string): string {
  const kind = RESERVED.exec(id)?.[0] ?? ''
  const isId = id !== '' && (kind !== '' || !id.startsWith('_')) && !/\p{Surrogate}/u.test(id)
  if (!isId) throw new StoreError('not_found', 'missing')
  return `${kind}${encodeURIComponent(id.slice(kind.length))}`
}
