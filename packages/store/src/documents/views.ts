import type { IndexData } from '../mango/index-data.js'
import type { IndexDefinition } from '../mango/index-definition.js'
import { IndexSet } from '../mango/index-set.js'
import type { Effect } from './effect.js'
import { Feed } from './feed.js'
import type { OpenPouch, Pouch } from './pouch.js'
import { encodeId, parseDocument, toText } from './record.js'
import { RowIndex } from './row-index.js'
import type { Scan } from './scan.js'
import { TextSizes } from './text-sizes.js'
import type { WriteQueue } from './write-queue.js'

/**
 * What is kept in memory of a doctype beside its documents: the list of all, the rows of its indexes, the order of the
 * feed, and how large they are together. Each is read from PouchDB when it is first asked for, between two batches of writes, and then follows the writes.
 */
export class Views {
  readonly #pouch: Pouch
  readonly #scan: Scan
  readonly #queue: WriteQueue
  readonly feed: Feed
  readonly sizes: TextSizes
  #rows: RowIndex | undefined
  #indexes: IndexSet | undefined

  constructor({ pouch, scan }: OpenPouch, queue: WriteQueue) {
    this.#pouch = pouch
    this.#scan = scan
    this.#queue = queue
    this.feed = new Feed(pouch, scan, queue)
    this.sizes = new TextSizes(scan, queue)
  }

  apply(effect: Effect): void {
    this.#rows?.apply(effect)
    this.feed.apply()
    this.sizes.apply(effect)
    this.#indexes?.set(effect.id, effect.after)
  }

  async rows(): Promise<RowIndex> {
    return (
      this.#rows ??
      this.#queue.between(async () => (this.#rows ??= new RowIndex(await this.#scan.revisions())))
    )
  }

  async indexes(): Promise<IndexDefinition[]> {
    return (await this.#indexSet()).definitions
  }

  /** Rows of an index that was there a moment ago: it is built, with all that were not, where it has none. */
  async rowsOf(definition: IndexDefinition): Promise<IndexData> {
    const indexes = await this.#indexSet()
    const known = indexes.rows(definition)
    if (known) return known
    return this.#queue.between(
      async () => indexes.rows(definition) ?? indexes.build(this.#scan.documents(), definition)
    )
  }

  async #indexSet(): Promise<IndexSet> {
    return this.#indexes ?? this.#queue.between(async () => (this.#indexes ??= await this.#loadIndexes()))
  }

  async #loadIndexes(): Promise<IndexSet> {
    const designs = { startkey: encodeId('_design/'), endkey: encodeId('_design0'), include_docs: true }
    const { rows } = await this.#pouch.allDocs(designs)
    return new IndexSet(rows.flatMap(({ doc }) => (doc ? [parseDocument(toText(doc))] : [])))
  }
}
