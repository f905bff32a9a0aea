import type { DocumentsContext } from '../documents/context.js'
import type { RunContext } from '../run/context.js'

/** What saving files needs of a run. */
export type FilesContext = DocumentsContext & Pick<RunContext, 'http' | 'budget'>

/** Where files go: the fields of the konnector, or only the path. */
export type FolderFields =
  string | (object & { folderPath?: string | undefined; bank_identifier?: unknown }) | null | undefined
