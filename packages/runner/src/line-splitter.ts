/**
 * Bytes of one line with its end: the buffer of the real stack's scanner. What follows a longer line is not read
 * there, and the job hangs on its full pipe until its time is over; here the rest of the output is read and thrown
 * away, so that the job goes on and its exit code decides.
 */
export const LONGEST_LINE = 64 * 1024

const NEWLINE = 0x0a

export interface LineSplitter {
  push(chunk: Buffer): void
  /** Hands out what stands after the last line end. */
  end(): void
}

/** Cuts a stream of bytes into lines; holds at most one line in memory. `onTooLong` is told once, after which nothing more is. */
export const splitLines = (onLine: (line: string) => void, onTooLong: () => void): LineSplitter => {
  let parts: Buffer[] = []
  let held = 0
  let deaf = false

  const add = (part: Buffer): boolean => {
    if (held + part.length >= LONGEST_LINE) {
      deaf = true
      parts = []
      onTooLong()
      return false
    }
    if (part.length > 0) parts.push(part)
    held += part.length
    return true
  }

  const flush = (): void => {
    const line = Buffer.concat(parts, held).toString('utf8')
    parts = []
    held = 0
    onLine(line.endsWith('\r') ? line.slice(0, -1) : line)
  }

  return {
    push: chunk => {
      let start = 0
      while (!deaf) {
        const end = chunk.indexOf(NEWLINE, start)
        if (end < 0) {
          // Copied: a slice would keep the whole chunk alive while it waits for its end.
          add(Buffer.from(chunk.subarray(start)))
          return
        }
        if (!add(chunk.subarray(start, end))) return
        flush()
        start = end + 1
      }
    },
    end: () => {
      if (!deaf && held > 0) flush()
    }
  }
}
