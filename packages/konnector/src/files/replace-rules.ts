import get from 'lodash/get.js'
import isEqual from 'lodash/isEqual.js'
import type { FilesContext } from './context.js'
import type { FileEntry, SavedFile } from './entry.js'
import { plainMetadata } from './metadata.js'
import type { FilesSettings } from './options.js'
import { isGoodFile } from './validate/good-file.js'

/** Metadata that a konnector may give only with the permission for this type; the Cozy leaves them out without it. */
const CERTIFIED = {
  carbonCopy: 'io.cozy.certified.carbon_copy',
  electronicSafe: 'io.cozy.certified.electronic_safe'
} as const

/** Metadata that a file is fetched anew for: only then can they be given. */
const comparedBy = ({ permissions = {} }: FilesContext['manifest']): string[] => {
  const types = Object.values(permissions).map(permission => permission.type)
  const certified = Object.entries(CERTIFIED).filter(([, type]) => types.includes(type))
  return ['qualification', ...certified.map(([name]) => name)]
}

/** Why the file that is there lacks something that it would have today; undefined where it has all. */
const lackOf = (
  { manifest }: FilesContext,
  file: SavedFile,
  entry: FileEntry,
  settings: FilesSettings
): string | undefined => {
  const metadata = plainMetadata(entry.fileAttributes?.metadata)
  if (!file.metadata && Object.keys(metadata).length > 0) return 'metadata to add'
  if (!get(file, 'metadata.fileIdAttributes') && settings.fileIdAttributes) return 'adding fileIdAttributes'
  if (settings.source.sourceAccountIdentifier && !get(file, 'cozyMetadata.sourceAccountIdentifier')) {
    return 'adding sourceAccountIdentifier'
  }
  // What the entry does not say, the owner may have said.
  const other = comparedBy(manifest).find(
    name => metadata[name] !== undefined && !isEqual(file.metadata?.[name], metadata[name])
  )
  return other && `adding ${other} metadata`
}

/**
 * Whether the file that is there is fetched anew: the entry's or the options' `shouldReplaceFile` decides, and else
 * whether it is bad or lacks metadata that it would have today.
 */
export const shouldReplace = async (
  context: FilesContext,
  file: SavedFile,
  entry: FileEntry,
  settings: FilesSettings
): Promise<boolean> => {
  const { log } = context
  const { validateFile = (known: SavedFile) => isGoodFile(log, known), given } = settings
  try {
    if (!(await validateFile(file))) {
      log.warn(`${file.name} is invalid`)
      return true
    }
    const own = entry.shouldReplaceFile ?? settings.shouldReplaceFile
    if (own) return Boolean(await own(file, entry, given))
  } catch (error) {
    log.info(`Error in shouldReplaceFile : ${(error as Error).message}`)
    return true
  }
  const lack = lackOf(context, file, entry, settings)
  if (lack) log.debug(`filereplacement: ${lack}`)
  return lack !== undefined
}
