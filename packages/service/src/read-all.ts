import type { CozyClient } from './cozy-client.js'

/** The part of cozy-client's `collection` that is used here; its types leave it at `any`. */
interface Collection<Doc> {
  all(options: { limit: null }): Promise<{ data: Doc[] }>
}

/**
 * All documents of a doctype, in one request and without an index to be made first. cozy-client's `queryAll` would
 * answer an empty list to any error; here only a doctype that has no document yet gives one.
 *
 * @throws what cozy-client throws: a `FetchError` where the stack refuses
 * @example
 * const operations = await readAll<Operation>(client, 'io.cozy.bank.operations')
 */
export const readAll = async <Doc extends object = Record<string, unknown>>(
  client: Pick<CozyClient, 'collection'>,
  doctype: string
): Promise<Doc[]> => {
  const collection = client.collection(doctype) as unknown as Collection<Doc>
  const { data } = await collection.all({ limit: null })
  return data
}
