import { sourceOf, type SourceOptions } from '../documents/context.js'
import { KonnectorError } from '../errors/konnector-error.js'
import type { CozyFile } from '../cozy/api.js'
import type { FilesContext, FolderFields } from './context.js'
import type { Contract, FetchFile, FileEntry, SavedFile, ShouldReplaceFile } from './entry.js'
import type { OnFailedFile } from './failed-files.js'

/** Options of {@link saveFiles}. */
export interface SaveFilesOptions extends SourceOptions {
  /** Attributes of an entry that its file is known by, wherever it is moved to; its path where absent. */
  fileIdAttributes?: readonly string[] | undefined
  /** Time stamp in milliseconds after which no file is begun: four minutes from now, and never after the run's end. */
  timeout?: number | undefined
  /** Files at once: 1. */
  concurrency?: number | undefined
  /** Tries in all: 1. */
  retry?: number | undefined
  /** Milliseconds between two tries: 1000. */
  retryInterval?: number | undefined
  /** The media type of all files; `true`: that of their names, whatever the provider says. */
  contentType?: string | boolean | undefined
  /** What asks for `fileurl`: called with options as those of `request`, or another `http`. */
  requestInstance?: unknown
  /** False: the file is bad. Not empty and of the kind that its name says, where absent. */
  validateFile?: ((file: SavedFile) => unknown) | undefined
  /** `true`: the content must be of the kind that the file says; or a function that judges the saved file. */
  validateFileContent?: boolean | ((file: SavedFile) => unknown) | undefined
  shouldReplaceFile?: ShouldReplaceFile | undefined
  fetchFile?: FetchFile | undefined
  /**
   * Files that could not be saved are a warning. `throw`: once all others are saved, the call throws
   * `FILE_DOWNLOAD_FAILED`, which names them. A function is told of each.
   */
  onFailedFile?: 'throw' | OnFailedFile | undefined
  /** Called with each entry once it is saved. */
  postProcess?: ((entry: FileEntry) => unknown) | undefined
  /** @deprecated give `fetchFile`: what it answers is saved in place of what was downloaded, held in memory */
  postProcessFile?: ((data: Buffer) => unknown) | undefined
  subPath?: string | undefined
  contract?: Partial<Contract> | undefined
  /** Says how many files were saved as a warning, which is kept longer. */
  verboseFilesLog?: boolean | undefined
}

/** The options of one call, all settled. */
export interface FilesSettings extends SaveFilesOptions {
  folderPath: string
  timeout: number
  concurrency: number
  retry: number
  retryInterval: number
  source: { sourceAccount?: string; sourceAccountIdentifier?: string }
  /** As the caller gave them, for its functions. */
  given: SaveFilesOptions
}

const FOUR_MINUTES = 240_000

/** @throws KonnectorError `NOT_EXISTING_DIRECTORY` where nothing says which folder */
export const settleOptions = (
  context: FilesContext & { folderPath?: string | undefined },
  fields: FolderFields,
  given: SaveFilesOptions
): FilesSettings => {
  const folderPath = (typeof fields === 'string' ? fields : fields?.folderPath) ?? context.folderPath
  if (!folderPath) {
    throw new KonnectorError('NOT_EXISTING_DIRECTORY', {
      message:
        'Failed to save files: no folder is given. Give { folderPath }, or "folder_to_save" in COZY_FIELDS.'
    })
  }
  return {
    ...given,
    given,
    folderPath,
    timeout: given.timeout ?? context.budget.endOf(FOUR_MINUTES),
    concurrency: given.concurrency || 1,
    retry: given.retry || 1,
    retryInterval: given.retryInterval ?? 1_000,
    source: sourceOf(context, given)
  }
}

/** Says by what files are known, where it is only their path. */
export const warnOfPaths = ({ log, manifest }: FilesContext, settings: FilesSettings): void => {
  const byPath = 'file deduplication will be based on file path'
  if (!settings.source.sourceAccount) log.warn('There is no sourceAccount given to saveFiles')
  if (!settings.fileIdAttributes) log.warn(`saveFiles: no deduplication key is defined, ${byPath}`)
  if (!manifest.slug) log.warn(`saveFiles: no slug is defined for the current connector, ${byPath}`)
  if (!settings.source.sourceAccountIdentifier) {
    log.warn(`saveFiles: no sourceAccountIdentifier is defined in options, ${byPath}`)
  }
}

/** The own account's, or one that no app has made: what a token of the command line writes has no author. */
export const isOwnFile = ({ cozyMetadata }: CozyFile, slug: string | undefined): boolean =>
  [undefined, '', slug].includes(cozyMetadata?.['createdByApp'] as string | undefined)
