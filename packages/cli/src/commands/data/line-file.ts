import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'

/** A file that is written bit by bit, no faster than the disk takes it. */
export interface OpenFile {
  write(text: string): Promise<void>
  close(): Promise<void>
}

export const openFile = (path: string): OpenFile => {
  const stream = createWriteStream(path, { flags: 'wx', mode: 0o600 })
  const done = finished(stream)
  // Told by whoever writes next, or closes.
  done.catch(() => undefined)
  return {
    write: async text => {
      if (!stream.write(text)) await Promise.race([once(stream, 'drain'), done])
    },
    close: async () => {
      stream.end()
      await done
    }
  }
}
