import { appendFile, mkdir, rename, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Bytes after which the file is put aside as `<file>.1`, over the one before. */
export const LARGEST_LOG = 5 * 1024 * 1024

/** What `tail -f` follows: every line of every job. */
export interface ServicesLog {
  write(line: string): void
  /** Settled once everything is written. */
  close(): Promise<void>
}

const sizeOf = async (file: string): Promise<number> => {
  try {
    return (await stat(file)).size
  } catch {
    return 0
  }
}

/** A log in a file of the owner's alone; lines come in the order in which they were given. */
export const openServicesLog = (file: string, onError: (error: unknown) => void): ServicesLog => {
  let waiting: string[] = []
  let writing: Promise<void> | undefined
  let size: number | undefined

  const flush = async (): Promise<void> => {
    if (size === undefined) {
      await mkdir(dirname(file), { recursive: true, mode: 0o700 })
      size = await sizeOf(file)
    }
    while (waiting.length > 0) {
      const text = waiting.join('')
      waiting = []
      if (size > 0 && size + Buffer.byteLength(text) > LARGEST_LOG) {
        await rename(file, `${file}.1`)
        size = 0
      }
      await appendFile(file, text, { mode: 0o600 })
      size += Buffer.byteLength(text)
    }
  }

  const start = (): void => {
    writing ??= flush()
      .catch((error: unknown) => {
        waiting = []
        onError(error)
      })
      .finally(() => {
        writing = undefined
        // A line that came after the last look.
        if (waiting.length > 0) start()
      })
  }

  return {
    write: line => {
      waiting.push(`${line.replaceAll('\n', '\n  ')}\n`)
      start()
    },
    close: async () => {
      while (writing) await writing
    }
  }
}
