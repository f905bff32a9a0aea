import { join } from 'node:path'
import type { RunHistory } from './api.js'
import { createHistory, type HistoryParts } from './create-history.js'
import { diskJournal } from './disk-journal.js'
import type { Retention } from './journal.js'
import { memoryJournal } from './memory-journal.js'

/** Bytes that runs may take of the memory, where there is no folder. */
const MOST_IN_MEMORY = 16 * 1024 * 1024

/** The history of a stack: in the folder `runs` of its data, or in memory. It reads nothing before it is asked. */
export const openHistory = (
  data: { folder: string } | 'memory',
  retention: Retention,
  parts: Omit<HistoryParts, 'journal'>
): RunHistory => {
  const journal =
    data === 'memory'
      ? memoryJournal({ ...retention, maxBytes: Math.min(retention.maxBytes, MOST_IN_MEMORY) })
      : diskJournal(join(data.folder, 'runs'), retention)
  return createHistory({ ...parts, journal })
}
