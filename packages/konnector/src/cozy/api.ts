import type { Readable } from 'node:stream'

/** A document as the Cozy has it. */
export type CozyDocument<T extends object = Record<string, unknown>> = T & { _id: string; _rev: string }

/** A document on its way into the Cozy: with `_id` and `_rev` it changes the one that is there. */
export type DocumentDraft<T extends object = Record<string, unknown>> = T & { _id?: string; _rev?: string }

/** A Mango selector, as CouchDB's documentation describes it. */
export type Selector = Record<string, unknown>

/** One sort key: the name of a field, or the name with its direction. */
export type SortKey = string | Record<string, 'asc' | 'desc'>

/** What {@link CozyDocuments.find} looks for. */
export interface FindQuery {
  selector: Selector
  /** Fields of an index that is made first, where there is none; without it CouchDB chooses. */
  index?: readonly string[]
  /** The fields that are answered; all of them where absent. */
  fields?: readonly string[]
  sort?: readonly SortKey[]
  /** At most so many documents in all; every one, page by page, where absent. */
  limit?: number
}

/** What became of one document of {@link CozyDocuments.bulk}, in the order of the documents given. */
export type BulkOutcome =
  | { ok: true; id: string; rev: string }
  /** `conflict`: somebody else has changed it meanwhile; `forbidden`, `unknown_error` …: CouchDB's own word. */
  | { ok: false; id: string | undefined; error: string; reason: string }

/**
 * The documents of the Cozy, by doctype. Every function throws {@link StackError}: `not_found`, `conflict`,
 * `forbidden` … and is bound: it can be taken from its object.
 */
export interface CozyDocuments {
  /** @throws StackError `not_found` */
  get<T extends object = Record<string, unknown>>(doctype: string, id: string): Promise<CozyDocument<T>>
  /** Undefined where there is no such document. */
  lookup<T extends object = Record<string, unknown>>(
    doctype: string,
    id: string
  ): Promise<CozyDocument<T> | undefined>
  /** Every document, page by page, without design documents. An unknown doctype has none. */
  all<T extends object = Record<string, unknown>>(doctype: string): Promise<CozyDocument<T>[]>
  /** Every document that a selector matches, page by page. An unknown doctype has none. */
  find<T extends object = Record<string, unknown>>(
    doctype: string,
    query: FindQuery
  ): Promise<CozyDocument<T>[]>
  /** The same as {@link find}, one page of 1 000 after the other, for what does not fit in memory. */
  pages<T extends object = Record<string, unknown>>(
    doctype: string,
    query: FindQuery
  ): AsyncIterable<CozyDocument<T>[]>
  /** @returns the document with its `_id` and `_rev` @throws StackError `conflict` where its `_id` is taken */
  create<T extends object>(doctype: string, doc: DocumentDraft<T>): Promise<CozyDocument<T>>
  /** @throws StackError `conflict` where `_rev` is not the present one, `not_found` */
  update<T extends object>(doctype: string, doc: CozyDocument<T>): Promise<CozyDocument<T>>
  /**
   * Reads the document, lets `change` make the new one, writes it; again from the start where somebody else was faster.
   *
   * @param change given the present document; answers the new one, or undefined to leave it
   */
  change<T extends object = Record<string, unknown>>(
    doctype: string,
    id: string,
    change: (present: CozyDocument<T>) => T | undefined
  ): Promise<CozyDocument<T>>
  /** Creates (no `_id`, or no `_rev`), updates and (with `_deleted`) deletes many, 500 a request, one outcome for each. */
  bulk(doctype: string, docs: readonly DocumentDraft<object>[]): Promise<BulkOutcome[]>
  /** @throws StackError `conflict`, `not_found` */
  delete(doctype: string, doc: { _id: string; _rev: string }): Promise<void>
}

/** What a file holds. A function gives it anew at each try: only then can an upload that broke off be tried again. */
export type FileContent = FileBytes | (() => FileBytes | Promise<FileBytes>)
export type FileBytes =
  Uint8Array | string | Readable | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>

/** A document that a file is said to belong to. */
export interface Reference {
  doctype: string
  id: string
}

/** A file or a folder of the Cozy. Its own attributes are as in `io.cozy.files`. */
export interface CozyFile {
  _id: string
  _rev: string
  type: 'file' | 'directory'
  name: string
  dir_id: string
  /** Always there for a folder; for a file where it was asked for by path or made known by its folder. */
  path?: string
  /** Bytes. */
  size?: number
  /** Of the content, base64. */
  md5sum?: string
  mime?: string
  class?: string
  trashed?: boolean
  created_at?: string
  updated_at?: string
  tags?: string[]
  metadata?: Record<string, unknown>
  cozyMetadata?: Record<string, unknown>
  referenced_by?: { type: string; id: string }[]
  [attribute: string]: unknown
}

/** A file on its way into the Cozy. */
export interface Upload {
  /** Slashes are refused by the stack: see `normalizeFilename`. */
  name: string
  /** Id of the folder; not looked at where `fileId` is given. */
  dirId: string
  content: FileContent
  /** Its media type; the stack takes it from the name where absent. */
  type?: string
  /** Bytes. Given for a stream, the stack can refuse one that is too big before it is sent. */
  size?: number
  /** Of the content, base64: the stack refuses what arrives otherwise. */
  md5?: string
  /** `metadata` of the file, such as `qualification`. */
  metadata?: Record<string, unknown>
  /** `sourceAccount`, `sourceAccountIdentifier` go to the file's `cozyMetadata`. */
  sourceAccount?: string
  sourceAccountIdentifier?: string
  createdAt?: Date
  updatedAt?: Date
  /** None of them may hold a comma, which is what the stack parts them by. */
  tags?: readonly string[]
  /** Whether the owner's computer may run it. */
  executable?: boolean
  /** Gives this file a new version instead of making a new one. */
  fileId?: string
  /** Of the version that is replaced. */
  rev?: string
  signal?: AbortSignal
}

/** What {@link CozyFiles.update} may change. */
export interface FileChange {
  name?: string
  dir_id?: string
  tags?: string[]
  metadata?: Record<string, unknown>
  cozyMetadata?: Record<string, unknown>
  updated_at?: string
}

/**
 * The files of the Cozy. Every function throws {@link StackError}: `not_found`, `conflict` for a name that is taken,
 * `quota_exceeded`, `invalid_content` … and is bound.
 */
export interface CozyFiles {
  /** @param path any characters, from the root: `/Administrative/Bills` @throws StackError `not_found` */
  statByPath(path: string): Promise<CozyFile>
  /** Undefined where there is nothing. */
  lookupByPath(path: string): Promise<CozyFile | undefined>
  statById(id: string): Promise<CozyFile>
  lookupById(id: string): Promise<CozyFile | undefined>
  /** All that a folder holds, page by page. */
  list(dirId: string): Promise<CozyFile[]>
  /** @throws StackError `conflict` where the name is taken */
  createDirectory(name: string, dirId: string): Promise<CozyFile>
  /** Makes every folder on the way that is not there yet. */
  mkdirp(path: string): Promise<CozyFile>
  /**
   * Makes a file, or with `fileId` a new version of one. A stream is passed on as it comes, never held in memory.
   *
   * @throws StackError `conflict` where the name is taken, `quota_exceeded`, `invalid_content`
   */
  upload(file: Upload): Promise<CozyFile>
  /** Renames, moves, changes attributes. @throws StackError `conflict` where the new name is taken */
  update(id: string, change: FileChange): Promise<CozyFile>
  trash(id: string): Promise<void>
  /** For ever, and out of the trash. What is not in the trash is put there first. */
  destroy(id: string): Promise<void>
  /** Its content, as a stream: it must be read or cancelled. */
  download(id: string, options?: { signal?: AbortSignal }): Promise<ReadableStream<Uint8Array>>
  /** Files and folders that a selector of `io.cozy.files` matches, page by page. */
  find(query: FindQuery): Promise<CozyFile[]>
  addReferences(id: string, docs: readonly Reference[]): Promise<void>
  removeReferences(id: string, docs: readonly Reference[]): Promise<void>
  /** Files and folders that refer to a document. */
  referencedBy(doc: Reference): Promise<CozyFile[]>
}

/** The jobs of the Cozy. */
export interface CozyJobs {
  /** @param worker such as `service`, `sendmail` */
  create(
    worker: string,
    message: unknown,
    options?: Record<string, unknown>
  ): Promise<{ id: string; state: string }>
}

/** The settings of the Cozy. */
export interface CozySettings {
  /** `io.cozy.settings.instance`: locale, context … as far as the konnector may read them. */
  instance(): Promise<Record<string, unknown>>
  /** Bytes. `quota` is undefined where there is none. */
  diskUsage(): Promise<{ used: number; quota: number | undefined }>
}

/** A request to any other route of the stack. */
export interface StackRequest {
  method?: string
  /** From the root of the Cozy: `/remote/…`. Already encoded. */
  path: string
  query?: Record<string, string | undefined>
  headers?: Record<string, string>
  /** Sent as JSON. */
  json?: unknown
  /** Sent as it is. */
  body?: FileContent
  /** Whether a second try does no harm; GET, HEAD, PUT and DELETE are taken for such. */
  idempotent?: boolean
  signal?: AbortSignal
}

/** The Cozy that a konnector works for: all that it asks of the stack goes through here. */
export interface CozyStack {
  /** The root of the Cozy, with the slash at its end. */
  readonly url: string
  readonly documents: CozyDocuments
  readonly files: CozyFiles
  readonly jobs: CozyJobs
  readonly settings: CozySettings
  /** Any other route; an answer of 400 and more is thrown. @throws StackError */
  fetch(request: StackRequest): Promise<Response>
  /** The same, with its JSON. */
  json<T>(request: StackRequest): Promise<T>
  /**
   * Tells each change of one document, by the stack's realtime. Settles once the stack listens; ends by `close()`.
   *
   * @throws StackError where the stack has no realtime for it: ask again and again then
   */
  follow(
    doctype: string,
    id: string,
    onChange: (doc: Record<string, unknown>) => void
  ): Promise<{ close(): void }>
}
