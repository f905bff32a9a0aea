import { StoreError } from '../errors.js'

/** What to do about what the system, or LevelDB in its own words, says. */
const REMEDIES: readonly [RegExp, string][] = [
  [/ENOSPC|EDQUOT|No space left|quota exceeded/i, 'Make room on the disk.'],
  [/EROFS|EACCES|EPERM|Read-only|Permission denied/i, 'Choose a folder that this user may write to.'],
  [/ENOTDIR|EEXIST/, 'Choose a folder: this is a file.'],
  [/ENOENT/, 'Choose a folder on a disk: nothing can be made there.'],
  [/Corruption|MANIFEST|CURRENT/, 'Restore the data folder from a copy: a database in it is damaged.']
]

/** The disk's refusal as an error that a person can do something about: `act` is what failed, `open the data folder x`. */
export const unusable = (act: string, error: unknown): StoreError => {
  const why = (error instanceof Error ? error.message : String(error)).replace(/[.\s]+$/, '')
  const [, remedy] = REMEDIES.find(([sign]) => sign.test(why)) ?? []
  return new StoreError('unusable', `Failed to ${act}: ${why}. ${remedy ?? 'Check the disk.'}`)
}

/** Runs what touches the disk; what the store itself refuses stays what it is. */
export const onDisk = async <Answer>(act: string, work: () => Promise<Answer>): Promise<Answer> => {
  try {
    return await work()
  } catch (error) {
    throw error instanceof StoreError ? error : unusable(act, error)
  }
}
