import { join } from 'node:path'
import type { RunHistory } from './api.js'
import { createHistory, type HistoryParts } from './create-history.js'
import { diskJournal } from './disk-journal.js'
import type { Journal, Retention } from './journal.js'
import { memoryJournal } from './memory-journal.js'

/** Bytes that runs and changes may take of the memory, where there is no folder. */
const MOST_IN_MEMORY = 16 * 1024 * 1024

/** How much of it all changes may take: there are many, and each is a short line. */
const SHARE_OF_CHANGES = 0.1

/** The history of a stack: in the folder `runs` of its data, or in memory. It reads nothing before it is asked. */
export const openHistory = (
  data: { folder: string } | 'memory',
  { maxBytes, maxAge }: Retention,
  parts: Omit<HistoryParts, 'journal' | 'changes'>
): RunHistory => {
  const most = data === 'memory' ? Math.min(maxBytes, MOST_IN_MEMORY) : maxBytes
  const open = (share: number, ...path: string[]): Journal => {
    const retention = { maxBytes: most * share, maxAge }
    return data === 'memory'
      ? memoryJournal(retention)
      : diskJournal(join(data.folder, 'runs', ...path), retention)
  }
  return createHistory({
    ...parts,
    journal: open(1 - SHARE_OF_CHANGES),
    changes: open(SHARE_OF_CHANGES, 'changes')
  })
}
