import type { ChangesOptions } from '../api.js'
import type { CouchRequest } from './client.js'
import { writeJson } from './write-json.js'

/** `_changes`; what of a filter cannot be read is CouchDB's to refuse. */
export function toChangesRequest(options: ChangesOptions): CouchRequest {
  const { filter, since, ...others } = options
  const query = { ...others, ...(since !== undefined && since !== '' && { since }) }
  const path = '_changes'
  if (!filter) return { method: 'GET', path, query }
  if ('designs' in filter) return { method: 'GET', path, query: { ...query, filter: '_design' } }
  const named = 'doc_ids' in filter ? '_doc_ids' : '_selector'
  const body = writeJson(filter, 'The filter')
  return { method: 'POST', path, query: { ...query, filter: named }, body }
}
