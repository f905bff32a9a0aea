import { openStore, StoreError, type Store } from '@cozy-jobs/store'
import { StackError } from './errors.js'
import type { StackOptions } from './stack.js'

/** Opens the data of a stack. Throws `StackError` where another process has them. */
export const openData = async (data: NonNullable<StackOptions['data']>): Promise<Store> => {
  if (data === 'memory') return openStore({ kind: 'memory' })
  try {
    return await openStore({ kind: 'disk', folder: data.folder })
  } catch (error) {
    if (error instanceof StoreError && error.code === 'locked') {
      throw new StackError('data_locked', { folder: data.folder })
    }
    throw error
  }
}
