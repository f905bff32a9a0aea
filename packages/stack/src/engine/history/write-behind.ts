import { entryLine, type Entry } from './entry.js'
import type { Journal } from './journal.js'

/** Milliseconds that an entry waits for others: as much is lost where the process is killed. */
const DELAY = 50

/** Takes entries as they come and writes them down a little later, so that no job waits for it. */
export interface WriteBehind {
  /** `data` is made when it is written. */
  add(make: () => Entry): void
  /** Settled once all that was added before is in the journal. */
  flush(): Promise<void>
}

/** A journal that can't be written to is told of once, and is no reason to stop the jobs. */
export const writeBehind = (journal: Journal, warn: (text: string) => void): WriteBehind => {
  let waiting: (() => Entry)[] = []
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()
  let told = false

  const write = async (): Promise<void> => {
    const batch = waiting
    waiting = []
    if (batch.length === 0) return
    try {
      await journal.append(batch.map(make => entryLine(make())).join(''))
      told = false
    } catch (error) {
      if (!told) warn(`Failed to write down what the jobs do: ${String(error)}. They go on without it.`)
      told = true
    }
  }

  const flush = (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    writing = writing.then(write)
    return writing
  }

  return {
    add: make => {
      waiting.push(make)
      timer ??= setTimeout(() => void flush(), DELAY)
      timer.unref()
    },
    flush
  }
}
