import type { Journal } from './journal.js'

/** Milliseconds that an entry waits for others: as much is lost where the process is killed. */
const DELAY = 50

/** Takes entries as they come and writes them down a little later, so that no job waits for it. */
export interface WriteBehind {
  /** The line, with its line feed, is made when it is written. */
  add(makeLine: () => string): void
  /** Settled once all that was added before is in the journal. */
  flush(): Promise<void>
}

/**
 * A journal that can't be written to is told of once, and is no reason to stop the jobs.
 *
 * @param most lines that are written at once; of more the last ones, all where absent
 */
export const writeBehind = (journal: Journal, warn: (text: string) => void, most = Infinity): WriteBehind => {
  let waiting: (() => string)[] = []
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()
  let told = false

  const write = async (): Promise<void> => {
    const batch = waiting.length > most ? waiting.slice(-most) : waiting
    waiting = []
    if (batch.length === 0) return
    try {
      await journal.append(batch.map(makeLine => makeLine()).join(''))
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
    add: makeLine => {
      waiting.push(makeLine)
      timer ??= setTimeout(() => void flush(), DELAY)
      timer.unref()
    },
    flush
  }
}
