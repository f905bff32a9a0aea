import type {
  Change,
  ChangesAnswer,
  ChangesOptions,
  Document,
  FindAnswer,
  FindRequest,
  GetOptions,
  IndexAnswer,
  ListAnswer,
  ListOptions
} from '../api.js'
import { changes } from './changes.js'
import { isLocal } from './document-id.js'
import { checkRev, type CheckedDraft } from './draft.js'
import { toChange, type Effect } from './effect.js'
import { list } from './list.js'
import type { Pouch } from './pouch.js'
import { encodeId, parseDocument, toText } from './record.js'
import { asking } from './refusals.js'
import { RowIndex } from './row-index.js'
import type { TextCache } from './text-cache.js'
import { Winners } from './winners.js'
import { writeBatch } from './write-batch.js'
import { WriteQueue, type Written } from './write-queue.js'

/** Whose documents these are. */
export interface DatabaseName {
  prefix: string
  doctype: string
}

/** Told of the changes of a batch at once; the promise is the end of what the listeners do about them. */
export type Tell = (changes: Change[]) => Promise<void>

/** The documents of one doctype of one instance. */
export class Database {
  readonly #name: DatabaseName
  readonly #pouch: Pouch
  readonly #cache: TextCache
  readonly #tell: Tell
  readonly #winners: Winners
  readonly #queue = new WriteQueue((drafts, newEdits) => this.#writeBatch(drafts, newEdits))
  /** Read from PouchDB by the first list or query, kept up to date by each write. */
  #rows: RowIndex | undefined

  constructor(name: DatabaseName, pouch: Pouch, cache: TextCache, tell: Tell) {
    this.#name = name
    this.#pouch = pouch
    this.#cache = cache
    this.#tell = tell
    this.#winners = new Winners(pouch, cache)
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

  write(drafts: CheckedDraft[], newEdits = true): Promise<Written> {
    return this.#queue.submit(drafts, newEdits)
  }

  async list(options: ListOptions): Promise<ListAnswer> {
    return list({ pouch: this.#pouch, winners: this.#winners, rows: await this.#loadRows() }, options)
  }

  changes(options: ChangesOptions): Promise<ChangesAnswer> {
    return asking(changes(this.#pouch, options))
  }

  async find(_request: FindRequest): Promise<FindAnswer> {
    throw new Error('Failed to find: Mango is not built yet.')
  }

  async createIndex(_request: unknown): Promise<IndexAnswer> {
    throw new Error('Failed to create an index: Mango is not built yet.')
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
    const { results, effects } = await writeBatch(this.#pouch, this.#winners, drafts, newEdits)
    for (const effect of effects) this.#apply(effect)
    const { prefix, doctype } = this.#name
    const told = effects
      .map(effect => toChange(effect, prefix, doctype))
      .filter(change => change !== undefined)
    return { results, told: this.#tell(told) }
  }

  #apply(effect: Effect): void {
    this.#rows?.apply(effect)
  }

  async #loadRows(): Promise<RowIndex> {
    if (this.#rows) return this.#rows
    return this.#queue.between(async () => (this.#rows ??= await RowIndex.load(this.#pouch)))
  }
}
