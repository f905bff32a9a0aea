import type {
  BulkResult,
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
import type { DatabaseName, Tell } from '../documents/database.js'
import type { DoctypeDatabase } from '../documents/doctype-database.js'
import { checkRev, type CheckedDraft } from '../documents/draft.js'
import { toChange } from '../documents/effect.js'
import { byLength } from '../documents/leaves.js'
import { isNoDatabase } from '../documents/refusals.js'
import { writeBatch, type BatchOutcome } from '../documents/write-batch.js'
import { WriteQueue, type Written } from '../documents/write-queue.js'
import { StoreError } from '../errors.js'
import { toChangesRequest } from './changes-request.js'
import type { CouchClient, CouchRequest } from './client.js'
import { toListRequest } from './list-request.js'
import { documentPath } from './paths.js'
import { storeInCouch } from './store-batch.js'
import { CouchWinners } from './winners.js'
import { writeJson } from './write-json.js'

/** What CouchDB says of a database. */
interface DatabaseInformation {
  doc_count: number
  doc_del_count: number
  update_seq: string
  sizes: DoctypeInfo['sizes']
}

/** One database of a CouchDB: what it is asked is handed on, and its answer handed back. */
export class CouchDatabase implements DoctypeDatabase {
  readonly #name: DatabaseName
  readonly #path: string
  readonly #client: CouchClient
  readonly #tell: Tell
  readonly #create: () => Promise<void>
  readonly #winners: CouchWinners
  /**
   * What a document was before a write is read before it, so writes go one batch after the other. Another process may
   * write meanwhile: then CouchDB refuses what is built on the revision that was read.
   */
  readonly #queue = new WriteQueue((drafts, newEdits) => this.#writeBatch(drafts, newEdits))

  /** `create` makes the database; it is called again where somebody else has removed it. */
  constructor(
    name: DatabaseName,
    path: string,
    client: CouchClient,
    tell: Tell,
    create: () => Promise<void>
  ) {
    this.#name = name
    this.#path = path
    this.#client = client
    this.#tell = tell
    this.#create = create
    this.#winners = new CouchWinners(request => this.#ask(request))
  }

  get(id: string, { rev, revs, conflicts }: GetOptions): Promise<Document> {
    const query = { ...(rev !== undefined && { rev: checkRev(rev) }), ...(revs && { revs }) }
    return this.#ask({ path: documentPath(id), query: { ...query, ...(conflicts && { conflicts }) } })
  }

  async leaves(id: string): Promise<Document[]> {
    try {
      const query = { open_revs: 'all', revs: true }
      const found = await this.#ask<{ ok?: Document }[]>({ path: documentPath(id), query })
      return found.flatMap(({ ok }) => (ok ? [ok] : [])).sort(byLength)
    } catch (error) {
      if (error instanceof StoreError && error.code === 'not_found' && !isNoDatabase(error)) return []
      throw error
    }
  }

  write(drafts: CheckedDraft[], newEdits = true): Promise<Written> {
    return this.#queue.submit(drafts, newEdits)
  }

  async list(options: ListOptions): Promise<ListAnswer> {
    const answer = await this.#ask<Omit<ListAnswer, 'offset'> & { offset: number | null }>(
      toListRequest(options)
    )
    return { ...answer, offset: answer.offset ?? 0 }
  }

  changes(options: ChangesOptions): Promise<ChangesAnswer> {
    return this.#ask(toChangesRequest(options))
  }

  find(request: FindRequest): Promise<FindAnswer> {
    return this.#ask({ method: 'POST', path: '_find', body: writeJson(request, 'The selector') })
  }

  /** One after the other: CouchDB refuses two that change the same design document at once. */
  createIndex(request: unknown): Promise<IndexAnswer> {
    const body = writeJson(request ?? null, 'The index')
    return this.#queue.between(() => this.#created(() => this.#ask({ method: 'POST', path: '_index', body })))
  }

  async info(): Promise<DoctypeInfo> {
    const { doc_count, doc_del_count, update_seq, sizes } = await this.#client.ask<DatabaseInformation>({
      method: 'GET',
      path: this.#path
    })
    return { count: doc_count, deleted: doc_del_count, last_seq: update_seq, sizes }
  }

  #ask<Answer>(request: Partial<CouchRequest> & { path: string }): Promise<Answer> {
    return this.#client.ask({ method: 'GET', ...request, path: `${this.#path}/${request.path}` })
  }

  async #writeBatch(drafts: CheckedDraft[], newEdits: boolean): Promise<Written> {
    const store = (batch: CheckedDraft[], edits: boolean): Promise<BulkResult[]> =>
      storeInCouch(request => this.#ask(request), batch, edits)
    const { results, effects } = await this.#created((): Promise<BatchOutcome> =>
      writeBatch({ winners: this.#winners, store }, drafts, newEdits)
    )
    const { prefix, doctype } = this.#name
    const changes = effects
      .map(effect => toChange(effect, prefix, doctype))
      .filter(change => change !== undefined)
    const told = this.#tell(changes)
    // Of those who share a batch, one may not wait for it.
    told.catch(() => {})
    return { results, told }
  }

  /** Once more where the database was removed by somebody else. */
  async #created<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    try {
      return await work()
    } catch (error) {
      if (!isNoDatabase(error)) throw error
      await this.#create()
      return work()
    }
  }
}
