import type { CozyFile } from '../cozy/api.js'
import type { FilesContext, FolderFields } from './context.js'
import { openDestinations } from './destination.js'
import type { FileEntry } from './entry.js'
import { openKnownFiles } from './known-files.js'
import { settleOptions, type SaveFilesOptions } from './options.js'
import { planFiles } from './plan.js'

/** The file of an entry as {@link saveFiles} would find it; undefined where it would fetch it. */
export const getFileIfExists = async (
  context: FilesContext & { folderPath?: string | undefined },
  entry: FileEntry,
  fields: FolderFields,
  options: SaveFilesOptions = {}
): Promise<CozyFile | undefined> => {
  const settings = settleOptions(context, fields, options)
  const [plan] = planFiles([entry], settings)
  const known = openKnownFiles(context, settings)
  const byKey = plan?.key === undefined ? undefined : await known.byKey(plan.key)
  if (byKey || !plan) return byKey
  return known.byName(await openDestinations(context, settings)(entry, plan.subPath), plan.name)
}
