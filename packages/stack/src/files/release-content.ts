import { StoreError, type FileStore } from '@cozy-jobs/store'

/** Whether a write that has failed is stored all the same: the disk had no room for a job that it fires. */
export const isStored = (error: unknown): boolean =>
  error instanceof StoreError && error.code === 'listener_failed'

/** Clears up after the document of a new content could not be stored. */
export const giveUpContent = (files: FileStore, id: string, error: unknown): Promise<void> =>
  isStored(error) ? files.settle(id) : files.remove(id)

/**
 * Has `work` store that nothing refers to a content any more, and removes it then: where `work` fails it stays, and a
 * crash in between is cleared up by `settleContents`.
 */
export const releaseContent = async <T>(files: FileStore, id: string, work: () => Promise<T>): Promise<T> => {
  await files.doubt(id)
  let result: T
  try {
    result = await work()
  } catch (error) {
    if (isStored(error)) await files.remove(id)
    else await files.settle(id)
    throw error
  }
  await files.remove(id)
  return result
}
