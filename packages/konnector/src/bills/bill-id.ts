import { createHash } from 'node:crypto'
import { keyOf } from '../documents/entry-key.js'
import type { BillEntry } from './entry.js'

/**
 * The id of a new bill: the same for the same bill of the same account, so that two runs at once do not make it twice.
 *
 * @param who slug and account
 */
export const billId = (entry: BillEntry, keys: readonly string[], who: readonly unknown[]): string =>
  createHash('sha256')
    .update(JSON.stringify([who, keyOf(entry, [...keys, 'invoice'])]))
    .digest('hex')
    .slice(0, 32)
