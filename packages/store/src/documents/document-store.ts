import type {
  BulkResult,
  ChangesAnswer,
  ChangesOptions,
  DoctypeInfo,
  Document,
  DocumentStore,
  Draft,
  FindAnswer,
  FindRequest,
  GetOptions,
  IndexAnswer,
  ListAnswer,
  ListOptions
} from '../api.js'
import { StoreError, type StoreErrorCode } from '../errors.js'
import type { DatabaseDirectory, DatabaseSource, DoctypeDatabase } from './doctype-database.js'
import { checkDraft, checkRev, type CheckedDraft } from './draft.js'
import { joinText, parseDocument } from './record.js'

/** The documents of one instance. */
export class InstanceDocuments implements DocumentStore {
  readonly prefix: string
  readonly #databases: DatabaseSource
  readonly #directory: DatabaseDirectory

  constructor(prefix: string, databases: DatabaseSource, directory: DatabaseDirectory) {
    this.prefix = prefix
    this.#databases = databases
    this.#directory = directory
  }

  doctypes(): Promise<string[]> {
    return this.#directory.doctypes(this.prefix)
  }

  hasDoctype(doctype: string): Promise<boolean> {
    return this.#directory.has(this.prefix, doctype)
  }

  createDoctype(doctype: string): Promise<void> {
    return this.#databases.use(this.prefix, doctype, true, async () => {})
  }

  dropDoctype(doctype: string): Promise<void> {
    return this.#databases.drop(this.prefix, doctype)
  }

  get(doctype: string, id: string, options: GetOptions = {}): Promise<Document> {
    return this.#read(doctype, database => database.get(id, options))
  }

  leaves(doctype: string, id: string): Promise<Document[]> {
    return this.#read(doctype, database => database.leaves(id))
  }

  async put(doctype: string, draft: Draft): Promise<Document> {
    const checked = checkDraft(draft)
    const [result] = await this.#write(doctype, [checked])
    const rev = accepted(result)
    if (checked.record._attachments) return this.get(doctype, checked.id)
    const document = parseDocument(joinText(checked.id, rev, checked.body))
    if (checked.deleted) document._deleted = true
    return document
  }

  async remove(doctype: string, id: string, rev: string): Promise<{ id: string; rev: string }> {
    const checked = checkDraft({ _id: id, _rev: checkRev(rev), _deleted: true })
    // CouchDB says first whether the document is there, and only then whether the revision is its last.
    await this.get(doctype, id)
    const [result] = await this.#write(doctype, [checked])
    return { id, rev: accepted(result) }
  }

  async bulk(doctype: string, drafts: Draft[], options: { newEdits?: boolean } = {}): Promise<BulkResult[]> {
    const newEdits = options.newEdits ?? true
    const checked = drafts.map(draft => checkDraft(draft, newEdits))
    const results = await this.#write(doctype, checked, newEdits)
    return newEdits ? results : []
  }

  list(doctype: string, options: ListOptions = {}): Promise<ListAnswer> {
    return this.#read(doctype, database => database.list(options))
  }

  find(doctype: string, request: FindRequest): Promise<FindAnswer> {
    return this.#read(doctype, database => database.find(request))
  }

  createIndex(doctype: string, request: unknown): Promise<IndexAnswer> {
    return this.#databases.use(this.prefix, doctype, true, database => database.createIndex(request))
  }

  changes(doctype: string, options: ChangesOptions = {}): Promise<ChangesAnswer> {
    return this.#read(doctype, database => database.changes(options))
  }

  info(doctype: string): Promise<DoctypeInfo> {
    return this.#read(doctype, database => database.info())
  }

  #read<Answer>(doctype: string, question: (database: DoctypeDatabase) => Promise<Answer>): Promise<Answer> {
    return this.#databases.use(this.prefix, doctype, false, question)
  }

  async #write(doctype: string, drafts: CheckedDraft[], newEdits = true): Promise<BulkResult[]> {
    const written = await this.#databases.use(this.prefix, doctype, true, database =>
      database.write(drafts, newEdits)
    )
    // Awaited outside: a listener may well drop the doctype.
    await written.told
    return written.results
  }
}

function accepted(result: BulkResult | undefined): string {
  if (result && 'ok' in result) return result.rev
  throw new StoreError((result?.error ?? 'conflict') as StoreErrorCode, result?.reason ?? '')
}
