import { appendFile, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pieceAge, pieceSize, type Journal, type Retention } from './journal.js'

const PIECE = /^runs-(\d{8})\.log$/

const nameOf = (number: number): string => `runs-${String(number).padStart(8, '0')}.log`

interface Piece {
  path: string
  size: number
  /** Milliseconds: when it was begun and written to last, by the file system's own time, which nobody moves. */
  begun: number
  written: number
}

/** The pieces of a folder, the oldest first. */
const piecesOf = async (folder: string): Promise<Piece[]> => {
  const names = (await readdir(folder)).filter(name => PIECE.test(name)).sort()
  return Promise.all(
    names.map(async name => {
      const { size, birthtimeMs, mtimeMs } = await stat(join(folder, name))
      // A file system may not know when a file was made.
      const begun = birthtimeMs > 0 ? Math.min(birthtimeMs, mtimeMs) : mtimeMs
      return { path: join(folder, name), size, begun, written: mtimeMs }
    })
  )
}

/** Removes what is beyond size or age. The last piece stays, and says what time it is. */
const clean = async (folder: string, { maxBytes, maxAge }: Retention): Promise<void> => {
  const pieces = await piecesOf(folder)
  const last = pieces.pop()
  let total = last?.size ?? 0
  for (const { path, size, written } of pieces.reverse()) {
    total += size
    if (total > maxBytes || (last && last.written - written > maxAge)) await rm(path, { force: true })
  }
}

/** In files of the owner's alone. The folder is made with the first line. */
export const diskJournal = (folder: string, retention: Retention): Journal => {
  let current: { number: number; size: number; begun: number } | undefined

  const open = async (): Promise<{ number: number; size: number; begun: number }> => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const last = (await piecesOf(folder)).at(-1)
    if (!last) return { number: 1, size: 0, begun: Date.now() }
    // Ends the half of a line that a crash has left.
    await appendFile(last.path, '\n')
    const number = Number(PIECE.exec(basename(last.path))?.[1])
    return { number, size: last.size + 1, begun: last.begun }
  }

  return {
    append: async text => {
      const size = Buffer.byteLength(text)
      let isNew = !current
      current ??= await open()
      const isFull = current.size > 0 && current.size + size > pieceSize(retention)
      if (isFull || Date.now() - current.begun > pieceAge(retention)) {
        current = { number: current.number + 1, size: 0, begun: Date.now() }
        isNew = true
      }
      await appendFile(join(folder, nameOf(current.number)), text, { mode: 0o600 })
      current.size += size
      if (isNew) await clean(folder, retention)
    },
    async *pieces() {
      const pieces = await piecesOf(folder).catch(() => [])
      for (const { path } of pieces.reverse()) {
        // Removed meanwhile.
        yield await readFile(path, 'utf8').catch(() => '')
      }
    }
  }
}
