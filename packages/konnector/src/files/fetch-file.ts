import { setTimeout as wait } from 'node:timers/promises'
import { posix } from 'node:path'
import type { CozyFile } from '../cozy/api.js'
import { codeOf } from '../errors/konnector-error.js'
import { StackError } from '../errors/stack-error.js'
import { HttpError } from '../http/http-error.js'
import type { FilesContext } from './context.js'
import { discardFile } from './discard.js'
import { asSaved } from './entry.js'
import type { FilesSettings } from './options.js'
import { isRepeatable, uploadContent, type Target } from './upload-content.js'
import { badFile } from './validate/judge.js'

/** A second try for one file cannot help against these: they are the same for all. */
const FOR_ALL = [
  'quota_exceeded',
  'out_of_time',
  'unreachable',
  'unavailable',
  'unauthorized',
  'blocked'
] as const

/** Whether the time of the run was over before the file was there. */
export const isOutOfTime = (error: unknown): boolean =>
  StackError.is(error, 'out_of_time') || HttpError.is(error, 'out-of-time')

/** Whether no other file can be saved either. */
export const concernsAll = (error: unknown): boolean => StackError.is(error, ...FOR_ALL) || isOutOfTime(error)

const validate = async (
  { stack }: FilesContext,
  file: CozyFile,
  { present }: Target,
  { validateFile, validateFileContent }: FilesSettings
): Promise<void> => {
  const checks = [validateFile, typeof validateFileContent === 'function' ? validateFileContent : undefined]
  for (const check of checks) {
    const answer = check ? await check(asSaved(file)) : true
    // `validateFile` may answer nothing at all.
    const isGood = check === validateFile ? answer !== false : Boolean(answer)
    if (isGood) continue
    await discardFile(stack, file, present)
    throw badFile(file.name, 'the konnector does not take it')
  }
}

/** Who has taken the name, or changed the file, meanwhile. */
const readAgain = ({ stack: { files } }: FilesContext, { folder, name, present }: Target) =>
  present ? files.lookupById(present._id) : files.lookupByPath(posix.join(folder.path ?? '/', name))

const once = async (context: FilesContext, target: Target, settings: FilesSettings): Promise<CozyFile> => {
  const file = await uploadContent(context, target, settings)
  await validate(context, file, target, settings)
  return file
}

const withConflicts = async (
  context: FilesContext,
  target: Target,
  settings: FilesSettings
): Promise<CozyFile> => {
  try {
    return await once(context, target, settings)
  } catch (error) {
    const isLate =
      StackError.is(error, 'conflict') ||
      (target.present && StackError.is(error, 'not_found', 'invalid_content'))
    if (!isLate || !isRepeatable(target.entry)) throw error
    const other = await readAgain(context, target)
    if (other?.type === 'directory' || other?.trashed) throw error
    const { key, present } = target
    // An upload whose answer was lost: the file is there.
    if (!present && key !== undefined && other?.metadata?.['fileIdAttributes'] === key) return other
    return once(context, { ...target, present: other }, settings)
  }
}

/**
 * Fetches one file into the Cozy: `retry` times, for what may be otherwise the next time.
 *
 * @throws what the last try threw
 */
export const fetchFile = async (
  context: FilesContext,
  target: Target,
  settings: FilesSettings
): Promise<CozyFile> => {
  const { retry, retryInterval } = settings
  for (let left = retry; ; left--) {
    try {
      return await withConflicts(context, target, settings)
    } catch (error) {
      const isLast = left <= 1 || !isRepeatable(target.entry) || context.budget.left() <= retryInterval
      if (!concernsAll(error) && !isLast) {
        await wait(retryInterval)
        continue
      }
      if (codeOf(error) === 'BAD_DOWNLOADED_FILE') {
        context.log.warn(`Could not download file after ${retry} tries removing the file`)
      }
      throw error
    }
  }
}
