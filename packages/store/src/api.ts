/** A document as it is stored. Fields that begin with `_` are CouchDB's own. */
export interface Document {
  _id: string
  /** `<generation>-<32 hex>` */
  _rev: string
  _deleted?: true
  [field: string]: unknown
}

/** A document on its way in: `_id` and `_rev` are absent on what is new. */
export interface Draft {
  _id?: string
  _rev?: string
  _deleted?: boolean
  [field: string]: unknown
}

export type Verb = 'CREATED' | 'UPDATED' | 'DELETED'

/** What one write did. `doc` of a deletion is `{ _id, _rev, _deleted: true }`. */
export interface Change {
  /** Which instance's documents. */
  prefix: string
  doctype: string
  verb: Verb
  doc: Document
  /** The document before the write; absent on CREATED. */
  before?: Document
  /** It came with its revision (`newEdits: false`), from another store. */
  replicated?: true
  /** Written by `writeQuietly`: nothing is to be set going by it. */
  quiet?: true
}

/**
 * Told of every change, in order per doctype; not of design documents and local ones. The next change is told without
 * waiting, so that a listener may write to the same doctype; the write is acknowledged once every listener's promise is
 * settled. The documents are the same for all listeners: they are not to be changed. What a listener throws becomes a
 * warning of the process.
 */
export type ChangeListener = (change: Change) => void | Promise<void>

export interface GetOptions {
  /** A revision that is not the last. */
  rev?: string
  /** Adds `_revisions`. */
  revs?: boolean
  /** Adds `_conflicts` where there are any. */
  conflicts?: boolean
}

export interface ListOptions {
  include_docs?: boolean
  descending?: boolean
  limit?: number
  skip?: number
  key?: string
  keys?: string[]
  startkey?: string
  endkey?: string
  inclusive_end?: boolean
}

export interface ListRow {
  id?: string
  key: string
  value?: { rev: string; deleted?: true }
  doc?: Document | null
  /** `not_found`, for one of `keys`. */
  error?: string
}

/** The answer of CouchDB's `_all_docs`: design documents are rows too. */
export interface ListAnswer {
  total_rows: number
  offset: number
  rows: ListRow[]
}

/** One line of the answer to `_bulk_docs`. */
export type BulkResult = { ok: true; id: string; rev: string } | { id: string; error: string; reason: string }

/** A Mango query, as it came: it is checked here, and refused as CouchDB refuses it. */
export interface FindRequest {
  selector?: unknown
  fields?: unknown
  sort?: unknown
  limit?: unknown
  skip?: unknown
  bookmark?: unknown
  use_index?: unknown
  execution_stats?: unknown
  [other: string]: unknown
}

export interface ExecutionStats {
  total_keys_examined: number
  total_docs_examined: number
  total_quorum_docs_examined: number
  results_returned: number
  execution_time_ms: number
}

export interface FindAnswer {
  docs: Record<string, unknown>[]
  bookmark: string
  warning?: string
  execution_stats?: ExecutionStats
}

export interface IndexAnswer {
  result: 'created' | 'exists'
  /** `_design/…` */
  id: string
  name: string
}

export interface ChangesOptions {
  since?: string | number
  limit?: number
  include_docs?: boolean
  descending?: boolean
  /** Every leaf revision of a document, and not the winning one alone. */
  style?: 'all_docs'
  /** At most one of these, checked as CouchDB checks it. `_selector` is asked of deleted documents too. */
  filter?: { doc_ids: unknown } | { selector: unknown } | { designs: true }
}

export interface ChangesAnswer {
  last_seq: string
  pending: number
  results: { seq: string; id: string; changes: { rev: string }[]; deleted?: true; doc?: Document }[]
}

/** What is known of a doctype as a whole. */
export interface DoctypeInfo {
  /** Documents, those of indexes too. */
  count: number
  /** Documents that were deleted. */
  deleted: number
  /** The end of the feed of changes. */
  last_seq: string
  /** In bytes. */
  sizes: {
    /** What it takes where it is kept. */
    file: number
    /** What of that is in use. */
    active: number
    /** The last revisions of its documents, as JSON. */
    external: number
  }
}

/**
 * The documents of one instance, by doctype. Every refusal is a `StoreError`. A doctype comes into being with its
 * first write or index; reading one that never was throws `not_found` with the reason `Database does not exist.`
 */
export interface DocumentStore {
  readonly prefix: string
  /** In order of their names. */
  doctypes(): Promise<string[]>
  hasDoctype(doctype: string): Promise<boolean>
  createDoctype(doctype: string): Promise<void>
  dropDoctype(doctype: string): Promise<void>
  /** Throws `not_found`: `missing`, `deleted`, or `Database does not exist.` */
  get(doctype: string, id: string, options?: GetOptions): Promise<Document>
  /**
   * The last revision of each branch, with `_revisions`, deleted ones too: two or more where there is a conflict, none
   * where the document never was. The branch with the most revisions is the first.
   */
  leaves(doctype: string, id: string): Promise<Document[]>
  /** Creates (no `_rev`) or updates; an absent `_id` becomes 32 hex digits. Throws `conflict`, `doc_validation`. */
  put(doctype: string, draft: Draft): Promise<Document>
  /** Throws `not_found`, `conflict`. */
  remove(doctype: string, id: string, rev: string): Promise<{ id: string; rev: string }>
  /**
   * One change is told for each document that was written. With `newEdits: false` revisions are kept as they came, and
   * the answer is empty, as CouchDB's. Throws what `put` throws for a draft that is refused: nothing is written then.
   */
  bulk(doctype: string, drafts: Draft[], options?: { newEdits?: boolean }): Promise<BulkResult[]>
  list(doctype: string, options?: ListOptions): Promise<ListAnswer>
  /** Without an index for it the answer has a `warning`, as CouchDB's; the real stack makes an error of that. */
  find(doctype: string, request: FindRequest): Promise<FindAnswer>
  createIndex(doctype: string, request: unknown): Promise<IndexAnswer>
  changes(doctype: string, options?: ChangesOptions): Promise<ChangesAnswer>
  info(doctype: string): Promise<DoctypeInfo>
}

/** What a stored content is: its length in bytes and its MD5, base64 as in `io.cozy.files`. */
export interface ContentInfo {
  size: number
  md5sum: string
}

export interface WriteOptions {
  /** So many bytes and no more: `write` throws `content_too_large` when it meets the first one beyond. */
  most?: number
  /** True where nobody else reads the chunks of the stream afterwards: their memory may be taken away. */
  mayTake?: boolean
}

/**
 * The contents of files of one instance, by an id that the caller chooses (letters, digits, `-`, `_`). Documents refer to
 * contents, and no crash is to part the two: a content is in doubt while its document comes or goes, and what is in doubt
 * after a crash is known by name.
 */
export interface FileStore {
  /** Written aside, synced, renamed: a broken stream leaves nothing. It is in doubt until it is settled. */
  write(id: string, content: NodeJS.ReadableStream | Uint8Array, options?: WriteOptions): Promise<ContentInfo>
  /** `range`: first and last byte, both included. Throws `not_found`. */
  read(id: string, range?: { start: number; end: number }): Promise<NodeJS.ReadableStream>
  has(id: string): Promise<boolean>
  /** In doubt it is no more, where it was. */
  remove(id: string): Promise<void>
  /** A document that refers to it goes, or gets another. One that is not there isn't in doubt. */
  doubt(id: string): Promise<void>
  /** Its document is stored. */
  settle(id: string): Promise<void>
  /** The contents in doubt: before anybody writes, those of which a crash has left open whether they have a document. */
  inDoubt(): Promise<string[]>
}

export interface Store {
  documents(prefix: string): DocumentStore
  files(prefix: string): FileStore
  /** The prefixes that have documents. */
  prefixes(): Promise<string[]>
  /** Removes an instance's documents and files. */
  destroy(prefix: string): Promise<void>
  /** Of all instances; returns what ends it. */
  onChange(listener: ChangeListener): () => void
  close(): Promise<void>
}

/** Where the contents of files are, if not in the data folder: a folder, locked as that is, or memory. */
export type FilesPlace = { folder: string } | 'memory'

/**
 * `disk`: `folder` is made where it is missing, mode 0700, and locked against a second process.
 * `couchdb`: documents in a CouchDB 3 or a cluster of them, under the names that the real stack gives its databases. The
 * contents of files are in `folder`, as with `disk`; without one they are in memory.
 */
export type StoreOptions =
  | { kind: 'memory' }
  | ({ kind: 'disk'; folder: string } & { files?: FilesPlace })
  | ({
      kind: 'couchdb'
      /** `http://user:password@localhost:5984/`; user and password are shown nowhere. */
      url: string
      folder?: string
      /** Milliseconds for one question to CouchDB and its answer; 60 000 where absent. */
      timeout?: number
    } & { files?: FilesPlace })
