import { KonnectorError } from '../errors/konnector-error.js'
import { StackError } from '../errors/stack-error.js'
import { eachAtOnce } from './each-at-once.js'
import { isOutOfTime } from './fetch-file.js'
import type { FilesContext, FolderFields } from './context.js'
import type { FileEntry } from './entry.js'
import { collectFailedFiles } from './failed-files.js'
import { settleOptions, warnOfPaths, type SaveFilesOptions } from './options.js'
import { planFiles } from './plan.js'
import { hasContent, prepareEntries } from './prepare-entry.js'
import { openSaver } from './save-entry.js'

/**
 * Saves the files of entries: fetches what is not there yet, from the provider to the Cozy as a stream, and attaches
 * each as `fileDocument`. A file that fails is a warning, and its entry is answered without one.
 *
 * @param fields with `folderPath`; that of the run where absent
 * @returns the entries, in their order; where the time was over, those that there was time for. Where it was the time of
 *   the run, the run ends with `UNKNOWN_ERROR.PARTIAL_SYNC`, after all that the konnector still does
 * @throws KonnectorError `DISK_QUOTA_EXCEEDED`, `NOT_EXISTING_DIRECTORY`; `FILE_DOWNLOAD_FAILED` with `onFailedFile`
 * @throws StackError where the Cozy does not answer
 * @example
 * await saveFiles(context, [{ fileurl: 'https://…', filename: 'bill.pdf', vendorRef: '1' }], fields, {
 *   fileIdAttributes: ['vendorRef']
 * })
 */
export const saveFiles = async <T extends FileEntry>(
  context: FilesContext & { folderPath?: string | undefined },
  entries: readonly T[] | undefined,
  fields?: FolderFields,
  options: SaveFilesOptions = {}
): Promise<T[]> => {
  const { log, now } = context
  if (!entries || entries.length === 0) {
    log.warn('No file to download')
    return []
  }
  const settings = settleOptions(context, fields, options)
  warnOfPaths(context, settings)
  const named = prepareEntries(context, entries, settings) as T[]
  const plans = planFiles(named, settings)
  const failed = collectFailedFiles(options.onFailedFile)
  const save = openSaver(
    context,
    settings,
    plans.filter((_, at) => hasContent(named[at]!)),
    failed
  )

  const done = new Set<number>()
  let created = 0
  const isOver = (): boolean => now().getTime() > settings.timeout || context.budget.isOver()
  await eachAtOnce(named.keys(), settings.concurrency, async at => {
    if (isOver()) return false
    const entry = named[at]!
    try {
      if (hasContent(entry) && (await save(entry, plans[at]!))) created++
    } catch (error) {
      if (isOutOfTime(error)) return false
      throw asOutcome(error)
    }
    done.add(at)
    return true
  })
  if (done.size < named.length) {
    log.warn(`saveFile timeout: still ${named.length - done.size} / ${entries.length} to download`)
    // A time that the konnector itself has given is its own decision.
    if (context.budget.isOver()) context.budget.leaveRest()
  }
  const told = `saveFiles created ${created} files for ${done.size} entries`
  if (options.verboseFilesLog) log.warn(told)
  else log.info(told)
  failed.settle()
  return named.filter((_, at) => done.has(at))
}

const asOutcome = (error: unknown): unknown =>
  StackError.is(error, 'quota_exceeded')
    ? new KonnectorError('DISK_QUOTA_EXCEEDED', { message: error.message, cause: error })
    : error
