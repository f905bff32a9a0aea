import type {
  Change,
  ChangesAnswer,
  ChangesOptions,
  DoctypeInfo,
  Document,
  FindAnswer,
  FindRequest,
  GetOptions,
  IndexAnswer,
  ListAnswer,
  ListOptions
} from '../api.js'
import { unusable } from '../disk/unusable.js'
import { StoreError } from '../errors.js'
import { find } from '../mango/find.js'
import { addToDesign, parseIndexRequest } from '../mango/index-request.js'
import { changes, toSeq } from './changes.js'
import { checkId, isLocal } from './document-id.js'
import type { DoctypeDatabase } from './doctype-database.js'
import { checkDraft, checkRev, type CheckedDraft } from './draft.js'
import { toChange } from './effect.js'
import { leaves } from './leaves.js'
import { list } from './list.js'
import type { OpenPouch, Pouch } from './pouch.js'
import { encodeId, parseDocument, toText } from './record.js'
import { asking } from './refusals.js'
import type { TextCache } from './text-cache.js'
import { Views } from './views.js'
import { Winners } from './winners.js'
import { storeInPouch, writeBatch, type BatchOutcome } from './write-batch.js'
import { WriteQueue, type Written } from './write-queue.js'

/** Whose documents these are. */
export interface DatabaseName {
  prefix: string
  doctype: string
}

/** Told of the changes of a batch at once; the promise is the end of what the listeners do about them. */
export type Tell = (changes: Change[]) => Promise<void>

/** What a database on disk has beyond one in memory. */
export interface OnDisk {
  /** The disk has refused a write, and no other is taken: close the database, and open it again. */
  onBroken: () => void
  /** The bytes that it takes on disk. */
  fileSize: () => Promise<number>
}

/** The documents of one doctype of one instance, in PouchDB. */
export class Database implements DoctypeDatabase {
  readonly #name: DatabaseName
  readonly #pouch: Pouch
  readonly #cache: TextCache
  readonly #tell: Tell
  readonly #winners: Winners
  readonly #queue = new WriteQueue((drafts, newEdits) => this.#writeBatch(drafts, newEdits))
  readonly #views: Views
  readonly #fileSize: (() => Promise<number>) | undefined
  readonly #onBroken: (() => void) | undefined
  #broken: StoreError | undefined

  constructor(name: DatabaseName, opened: OpenPouch, cache: TextCache, tell: Tell, disk?: OnDisk) {
    const { pouch } = opened
    this.#name = name
    this.#pouch = pouch
    this.#cache = cache
    this.#tell = tell
    this.#onBroken = disk?.onBroken
    this.#fileSize = disk?.fileSize
    this.#winners = new Winners(opened, cache)
    this.#views = new Views(opened, this.#queue)
  }

  async get(id: string, { rev, revs, conflicts }: GetOptions): Promise<Document> {
    if (rev === undefined && !revs && !conflicts && !isLocal(id)) {
      return parseDocument((await this.#winners.read(id)).text)
    }
    const options = {
      ...(rev !== undefined && { rev: checkRev(rev) }),
      ...(revs && { revs }),
      ...(conflicts && { conflicts })
    }
    return parseDocument(toText(await asking(this.#pouch.get(encodeId(id), options))))
  }

  leaves(id: string): Promise<Document[]> {
    return leaves(this.#pouch, id)
  }

  write(drafts: CheckedDraft[], newEdits = true): Promise<Written> {
    return this.#queue.submit(drafts, newEdits)
  }

  async list(options: ListOptions): Promise<ListAnswer> {
    return list({ pouch: this.#pouch, winners: this.#winners, rows: await this.#views.rows() }, options)
  }

  changes(options: ChangesOptions): Promise<ChangesAnswer> {
    return asking(changes(this.#pouch, this.#views.feed, options))
  }

  find(request: FindRequest): Promise<FindAnswer> {
    const views = this.#views
    return find(
      {
        indexes: () => views.indexes(),
        rowsOf: index => views.rowsOf(index),
        allRows: () => views.rows(),
        read: options => ids => this.#readAll(ids, options)
      },
      request
    )
  }

  async info(): Promise<DoctypeInfo> {
    const { feed, sizes } = this.#views
    const { revs } = await this.#views.rows()
    const external = await sizes.total(() => [...revs.keys()])
    const file = (await this.#fileSize?.()) ?? external
    const count = revs.size
    return {
      count,
      deleted: (await feed.size()) - count,
      last_seq: toSeq(await feed.last()),
      // LevelDB does not tell what of its files is in use.
      sizes: { file, active: Math.min(file, external), external }
    }
  }

  async createIndex(request: unknown): Promise<IndexAnswer> {
    const index = parseIndexRequest(request)
    checkId(index.ddoc)
    const answer = { id: index.ddoc, name: index.name }
    for (;;) {
      const existing = await this.#winners.find(index.ddoc)
      const design = addToDesign(index, existing && parseDocument(existing.text))
      if (!design) return { result: 'exists', ...answer }
      const { results } = await this.write([checkDraft(design)])
      // Somebody else may have added an index to the same document meanwhile.
      if (results[0] && 'ok' in results[0]) return { result: 'created', ...answer }
    }
  }

  async close(): Promise<void> {
    this.#cache.clear()
    await this.#pouch.close()
  }

  async destroy(): Promise<void> {
    this.#cache.clear()
    await this.#pouch.destroy()
  }

  async #writeBatch(drafts: CheckedDraft[], newEdits: boolean): Promise<Written> {
    const { results, effects } = await this.#store(drafts, newEdits)
    for (const effect of effects) this.#views.apply(effect)
    const { prefix, doctype } = this.#name
    const changes = effects
      .map(effect => toChange(effect, prefix, doctype))
      .filter(change => change !== undefined)
    const told = this.#tell(changes)
    // Of those who share a batch, one may not wait for it.
    told.catch(() => {})
    return { results, told }
  }

  /**
   * A write that LevelDB could not finish leaves half a record in its log, and what is written behind that is not read
   * at the next start. Only opening it anew mends the log.
   */
  async #store(drafts: CheckedDraft[], newEdits: boolean): Promise<BatchOutcome> {
    if (this.#broken) throw this.#broken
    try {
      const store = (batch: CheckedDraft[], edits: boolean) => storeInPouch(this.#pouch, batch, edits)
      return await writeBatch({ winners: this.#winners, store }, drafts, newEdits)
    } catch (error) {
      if (error instanceof StoreError) throw error
      const refusal = unusable(`write to ${this.#name.doctype}`, error)
      if (this.#onBroken) {
        this.#broken = refusal
        this.#onBroken()
      }
      throw refusal
    }
  }

  async #readAll(ids: string[], options: { conflicts: boolean }): Promise<(Document | undefined)[]> {
    const found = await this.#winners.findAll(ids)
    const documents = found.map(text => text && parseDocument(text.text))
    if (!options.conflicts) return documents
    return Promise.all(documents.map(async document => document && this.get(document._id, options)))
  }
}
