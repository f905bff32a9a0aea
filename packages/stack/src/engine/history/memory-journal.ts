import { pieceSize, type Journal, type Retention } from './journal.js'

/** For a stack whose data are in memory: its runs are gone with it. What it keeps is bounded by size alone. */
export const memoryJournal = (retention: Retention): Journal => {
  const pieces: { lines: string[]; size: number }[] = []
  const total = (): number => pieces.reduce((sum, { size }) => sum + size, 0)
  return {
    append: text => {
      let last = pieces.at(-1)
      if (!last || last.size + text.length > pieceSize(retention)) {
        last = { lines: [], size: 0 }
        pieces.push(last)
      }
      last.lines.push(text)
      last.size += text.length
      while (pieces.length > 1 && total() > retention.maxBytes) pieces.shift()
      return Promise.resolve()
    },
    async *pieces() {
      for (const { lines } of pieces.toReversed()) yield await Promise.resolve(lines.join(''))
    }
  }
}
