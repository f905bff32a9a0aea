import type { ListOptions } from '../api.js'
import { checkCount } from '../documents/list.js'
import type { CouchRequest } from './client.js'

/** Keys go into a query as JSON. */
const asJson = (key: string | undefined): string | undefined =>
  key === undefined ? undefined : JSON.stringify(key)

/** `_all_docs`. Throws `bad_request` for a count that is none. */
export function toListRequest(options: ListOptions): CouchRequest {
  const { keys, key, startkey, endkey, ...others } = options
  checkCount('skip', options.skip)
  checkCount('limit', options.limit)
  const query = {
    ...others,
    key: asJson(key),
    startkey: asJson(startkey),
    endkey: asJson(endkey)
  }
  if (!keys) return { method: 'GET', path: '_all_docs', query }
  return { method: 'POST', path: '_all_docs', query: others, body: JSON.stringify({ keys }) }
}
