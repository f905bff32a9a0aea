import type {
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
import type { CheckedDraft } from './draft.js'
import type { Written } from './write-queue.js'

/** The documents of one doctype of one instance, wherever they are. */
export interface DoctypeDatabase {
  get(id: string, options: GetOptions): Promise<Document>
  leaves(id: string): Promise<Document[]>
  write(drafts: CheckedDraft[], newEdits?: boolean): Promise<Written>
  list(options: ListOptions): Promise<ListAnswer>
  changes(options: ChangesOptions): Promise<ChangesAnswer>
  find(request: FindRequest): Promise<FindAnswer>
  createIndex(request: unknown): Promise<IndexAnswer>
  info(): Promise<DoctypeInfo>
}

/** The databases of all instances. */
export interface DatabaseSource {
  /** Throws `not_found` where the doctype is not there, unless it is to be created. */
  use<Result>(
    prefix: string,
    doctype: string,
    create: boolean,
    work: (database: DoctypeDatabase) => Promise<Result>
  ): Promise<Result>
  drop(prefix: string, doctype: string): Promise<void>
}

/** Which databases there are. */
export interface DatabaseDirectory {
  has(prefix: string, doctype: string): Promise<boolean>
  /** In order of their names. */
  doctypes(prefix: string): Promise<string[]>
}
