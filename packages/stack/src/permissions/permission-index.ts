import type { Change, Document } from '@cozy-jobs/store'

const textsOf = (value: unknown): [string, string][] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).filter((pair): pair is [string, string] => typeof pair[1] === 'string')
    : []

const isShare = ({ type }: Document): boolean => typeof type === 'string' && type.startsWith('share')

/** All that a document is found by. */
const keysOf = (doc: Document): string[] => [
  `source ${String(doc.type)} ${String(doc.source_id)}`,
  ...(isShare(doc) ? textsOf(doc.codes).map(([, code]) => `code ${code}`) : []),
  ...textsOf(doc.shortcodes).map(([, code]) => `shortcode ${code}`)
]

/** The permissions of one instance in memory, as each request looks one up: by its app, its codes, its shortcodes. */
export class PermissionIndex {
  readonly #byId = new Map<string, Document>()
  readonly #byKey = new Map<string, Set<string>>()

  /** Takes up what a write did, so that a code ends with the answer to its revocation. */
  apply({ verb, doc }: Pick<Change, 'verb' | 'doc'>): void {
    this.remove(doc._id)
    if (verb !== 'DELETED') this.add(doc)
  }

  add(doc: Document): void {
    this.#byId.set(doc._id, doc)
    for (const key of keysOf(doc)) {
      const ids = this.#byKey.get(key)
      if (ids) ids.add(doc._id)
      else this.#byKey.set(key, new Set([doc._id]))
    }
  }

  remove(id: string): void {
    const doc = this.#byId.get(id)
    if (!doc) return
    this.#byId.delete(id)
    for (const key of keysOf(doc)) {
      const ids = this.#byKey.get(key)
      ids?.delete(id)
      if (ids?.size === 0) this.#byKey.delete(key)
    }
  }

  all(): IterableIterator<Document> {
    return this.#byId.values()
  }

  /** What an app or konnector may do. */
  ofSource(type: string, sourceId: string): Document | undefined {
    return this.#find(`source ${type} ${sourceId}`)[0]
  }

  /** More than one where a client has given the same code to several. */
  ofCode(code: string): Document[] {
    return this.#find(`code ${code}`)
  }

  ofShortcode(shortcode: string): Document[] {
    return this.#find(`shortcode ${shortcode}`)
  }

  #find(key: string): Document[] {
    const ids = this.#byKey.get(key)
    return ids ? Array.from(ids, id => this.#byId.get(id)!) : []
  }
}
