import type { CozyDocument, DocumentDraft } from '../../cozy/api.js'
import { processStack } from '../process-run.js'
import { asFetchError, fetchJSON } from './fetch-json.js'
import type { Resource } from './json-api.js'

/** What `defineIndex` answers and `query` takes. */
export interface IndexReference {
  doctype: string
  type: 'mango'
  name: string
  fields: string[]
}

export interface Query {
  selector?: object
  fields?: string[]
  limit?: number
  skip?: number
  sort?: unknown
  descending?: boolean
  /** All that CouchDB answers: `{ docs, next, limit }`. */
  wholeResponse?: boolean
}

export interface Referenced {
  _type: string
  _id: string
}

const FILES = 'io.cozy.files'

const pathOf = (doctype: string, id = ''): string =>
  `/data/${encodeURIComponent(doctype)}/${encodeURIComponent(id)}`
const referencesOf = ({ _type, _id }: Referenced): string => `${pathOf(_type, _id)}/relationships/references`
const filesOf = (ids: string | string[]): object => ({ data: [ids].flat().map(id => ({ type: FILES, id })) })
const documents = () => processStack().documents

/** `cozyClient.data` of cozy-client-js. */
export const data = {
  create: <T extends object>(doctype: string, attributes: DocumentDraft<T>) =>
    asFetchError(() => documents().create<T>(doctype, attributes)),

  find: (doctype: string, id: string) => asFetchError(() => documents().get(doctype, id)),

  /** By id `{ doc }`, or `{ error }`. */
  findMany: async (doctype: string, ids: string[]) => {
    if (ids.length === 0) return {}
    const path = `${pathOf(doctype, '_all_docs')}?include_docs=true`
    const { rows } = await fetchJSON<{ rows: { key: string; doc?: object; error?: string }[] }>(
      'POST',
      path,
      { keys: ids }
    )
    return Object.fromEntries(
      rows.map(({ key, doc, error = 'not_found' }) => [key, doc ? { doc } : { error: { error } }])
    )
  },

  findAll: (doctype: string) => asFetchError(() => documents().all(doctype)),

  /** Puts `changes` in the place of all attributes. */
  update: (doctype: string, { _id, _rev }: CozyDocument, changes: object) =>
    asFetchError(() => documents().update(doctype, { ...changes, _id, _rev })),

  updateAttributes: (doctype: string, id: string, changes: object) =>
    asFetchError(() => documents().change(doctype, id, present => ({ ...present, ...changes }))),

  delete: (doctype: string, { _id, _rev }: { _id: string; _rev: string }) =>
    fetchJSON('DELETE', `${pathOf(doctype, _id)}?rev=${encodeURIComponent(_rev)}`),

  /** @deprecated in cozy-client-js too: the same as `delete` */
  destroy: (doctype: string, doc: { _id: string; _rev: string }) => data.delete(doctype, doc),

  changesFeed: (doctype: string, { since = 0 }: { since?: number | string } = {}) =>
    fetchJSON(
      'GET',
      `${pathOf(doctype, '_changes')}?since=${encodeURIComponent(String(since))}&include_docs=true`
    ),

  defineIndex: async (doctype: string, fields: string[]): Promise<IndexReference> => {
    const { id } = await fetchJSON<{ id: string }>('POST', pathOf(doctype, '_index'), { index: { fields } })
    return { doctype, type: 'mango', name: id, fields }
  },

  query: async ({ doctype, name, fields: indexed }: IndexReference, options: Query) => {
    const { wholeResponse = false, descending = false, ...query } = options
    const body = {
      use_index: name,
      ...query,
      ...(descending && { sort: indexed.map(field => ({ [field]: 'desc' })) })
    }
    const answer = await fetchJSON<{ docs: CozyDocument[]; next?: boolean }>(
      'POST',
      pathOf(doctype, '_find'),
      body
    )
    return wholeResponse ? answer : answer.docs
  },

  addReferencedFiles: (doc: Referenced, ids: string | string[]) =>
    fetchJSON('POST', referencesOf(doc), filesOf(ids)),
  removeReferencedFiles: (doc: Referenced, ids: string | string[]) =>
    fetchJSON('DELETE', referencesOf(doc), filesOf(ids)),
  listReferencedFiles: async (doc: Referenced) =>
    (await fetchJSON<Resource[]>('GET', referencesOf(doc))).map(({ _id }) => _id),
  fetchReferencedFiles: (doc: Referenced, page: Record<string, unknown>, sort = 'datetime') => {
    const pages = Object.entries(page).map(
      ([key, value]) => `&page[${key}]=${encodeURIComponent(JSON.stringify(value))}`
    )
    const path = `${referencesOf(doc)}?include=files&sort=${sort}${pages.join('')}`
    return fetchJSON('GET', path, undefined, { processJSONAPI: false })
  }
}
