import type { CozyFile } from '../cozy/api.js'
import type { HttpRequest } from '../http/api.js'

/** A file as it is in the Cozy. `attributes` is the same once more, as cozy-client gives it; it is not listed. */
export type SavedFile = CozyFile & { readonly attributes: CozyFile }

/** A contract that files belong to: they go to a folder of its name, which stays its folder when it is renamed. */
export interface Contract {
  id: string
  name: string
}

/** What a request for a file says besides its address: the names of `request` and those of `http` are taken. */
export type RequestOptions = HttpRequest & {
  uri?: string
  url?: string
  qs?: HttpRequest['query']
  [option: string]: unknown
}

/** What may be given as a function of the entry and the options. */
export type OrFunction<Value> = Value | ((entry: FileEntry, options: object) => Value)

/** What goes to the file besides its content. */
export interface FileAttributes {
  metadata?: Record<string, unknown>
  created_at?: Date | string
  createdAt?: Date | string
  updated_at?: Date | string
  updatedAt?: Date | string
  contentType?: string
  tags?: readonly string[]
  executable?: boolean
  [attribute: string]: unknown
}

/** Gives the content: a stream, bytes, a text, an answer of fetch or of `http`. */
export type FetchFile = (entry: FileEntry) => unknown

/**
 * A file to save. Of `filestream`, `fetchFile`, `fileurl` and `requestOptions` the first that is there gives the
 * content; an entry without any is answered as it is.
 */
export interface FileEntry {
  fileurl?: OrFunction<string | undefined> | undefined
  /** Its name in the Cozy; the end of `fileurl` where absent. */
  filename?: OrFunction<string | undefined> | undefined
  requestOptions?: OrFunction<RequestOptions | undefined> | undefined
  /** A file of this name in the folder is renamed to `filename`. */
  shouldReplaceName?: OrFunction<string | undefined> | undefined
  /** A stream, bytes or a text, or a function that gives one; needs `filename`. A stream can be read once: no retry. */
  filestream?: unknown
  /** Called only where the file has to be fetched. */
  fetchFile?: FetchFile | undefined
  /** Whether the file that is there is fetched anew. */
  shouldReplaceFile?: ShouldReplaceFile | undefined
  fileAttributes?: FileAttributes | undefined
  /** A path below the folder. */
  subPath?: string | undefined
  contract?: Partial<Contract> | undefined
  /** The file, once it is saved. */
  fileDocument?: SavedFile
  [attribute: string]: unknown
}

export type ShouldReplaceFile = (file: SavedFile, entry: FileEntry, options: object) => unknown

/** Gives `attributes` to a file, not to be listed: it would double what is logged and written. */
export const asSaved = (file: CozyFile): SavedFile =>
  Object.defineProperty({ ...file }, 'attributes', { value: file, enumerable: false }) as SavedFile
