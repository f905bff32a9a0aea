import type { CozyFile } from '../cozy/api.js'
import type { KonnectorError } from '../errors/konnector-error.js'
import type { FilesContext } from './context.js'
import { openDestinations } from './destination.js'
import { asSaved, type FileEntry } from './entry.js'
import { concernsAll, fetchFile } from './fetch-file.js'
import type { FailedFiles } from './failed-files.js'
import { distinctName } from './file-name.js'
import { openKnownFiles } from './known-files.js'
import type { FilesSettings } from './options.js'
import type { PlannedFile } from './plan.js'
import { cleanEntry } from './prepare-entry.js'
import { renameFile } from './rename-file.js'
import { shouldReplace } from './replace-rules.js'

/** Saves the file of one entry and attaches it. Answers whether it was fetched. */
export type SaveEntry = (entry: FileEntry, plan: PlannedFile) => Promise<boolean>

/** What saves the entries of one call. */
export const openSaver = (
  context: FilesContext,
  settings: FilesSettings,
  plans: readonly PlannedFile[],
  failed: Pick<FailedFiles, 'tell'>
): SaveEntry => {
  const { log } = context
  const known = openKnownFiles(context, settings)
  const destination = openDestinations(context, settings)
  const planned = new Set(plans.map(({ key }) => key))
  const underWay = new Map<string, Promise<CozyFile>>()

  /** The file that is there, and the name for one that is not. A name that another planned file has is left to it. */
  const find = async ({ key, name }: PlannedFile, folder: CozyFile) => {
    const moved = key === undefined ? undefined : await known.byKey(key)
    if (moved) return { present: moved, name }
    const named = await known.byName(folder, name)
    const owner = named?.metadata?.['fileIdAttributes'] as string | undefined
    const isTaken = key !== undefined && owner !== undefined && owner !== key && planned.has(owner)
    if (!isTaken) return { present: named, name }
    const other = distinctName(name, key)
    return { present: await known.byName(folder, other), name: other }
  }

  const obtain = async (entry: FileEntry, plan: PlannedFile, folder: CozyFile, tell: () => void) => {
    const { present, name } = await find(plan, folder)
    if (present && !(await shouldReplace(context, asSaved(present), entry, settings))) return present
    log.debug(`File ${folder.path}/${name} does not exist yet or is not valid`)
    const file = await fetchFile(context, { entry, name, folder, key: plan.key, present }, settings)
    tell()
    known.keep(file)
    return file
  }

  const save = async (entry: FileEntry, plan: PlannedFile, tell: () => void): Promise<void> => {
    if (plan.name === '') {
      log.error('Could not get a file name for the entry')
      throw new Error('Give the entry a filename')
    }
    const folder = await destination(entry, plan.subPath)
    if (entry.shouldReplaceName) await renameFile(context, entry, await destination(entry, ''), known)
    const before = underWay.get(plan.identity)
    const file = before ?? obtain(entry, plan, folder, tell)
    if (!before) underWay.set(plan.identity, file)
    // What failed for one entry is tried again for the next of the same file.
    file.catch(() => underWay.delete(plan.identity))
    entry.fileDocument = asSaved(await file)
  }

  return async (entry, plan) => {
    let fetched = false
    try {
      await save(entry, plan, () => (fetched = true))
      cleanEntry(entry)
      await settings.postProcess?.(entry)
    } catch (error) {
      if (concernsAll(error)) throw error
      const { detail, message } = error as KonnectorError
      log.warn('SAVE_FILE_FAILED')
      log.warn(detail ?? message, {
        label: `Error caught while trying to save the file ${plan.name}`
      })
      cleanEntry(entry)
      await failed.tell(entry, error as Error)
    }
    return fetched
  }
}
