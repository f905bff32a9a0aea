import type { FilesContext } from './context.js'
import type { FileEntry } from './entry.js'
import type { FilesSettings } from './options.js'

const MAY_BE_FUNCTIONS = ['fileurl', 'filename', 'shouldReplaceName', 'requestOptions'] as const

/** Puts what functions give in their place. */
const settle = (entry: FileEntry, options: object): void => {
  for (const name of MAY_BE_FUNCTIONS) {
    const value = entry[name]
    if (typeof value === 'function') entry[name] = value(entry, options) as never
  }
}

/** Whether an entry says where its file comes from. */
export const hasContent = ({ filestream, fetchFile, fileurl, requestOptions }: FileEntry): boolean =>
  Boolean(filestream || fetchFile || fileurl || requestOptions)

/** The entries that can be saved, their functions called. */
export const prepareEntries = (
  { log }: Pick<FilesContext, 'log'>,
  entries: readonly FileEntry[],
  { given }: FilesSettings
): FileEntry[] => {
  for (const entry of entries) settle(entry, given)
  return entries.filter(({ filestream, filename }) => {
    const isNamed = !filestream || Boolean(filename)
    if (!isNamed) log.warn('Missing filename property for for filestream entry, entry is ignored')
    return isNamed
  })
}

/** Takes off what only saving needs, so that an entry can go into a document. */
export const cleanEntry = (entry: FileEntry): void => {
  delete entry.fetchFile
  delete entry.requestOptions
  delete entry.filestream
  delete entry.shouldReplaceFile
}
