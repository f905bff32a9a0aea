/** The last bytes of a stream, in bounded memory. */
export interface TailBuffer {
  push(chunk: Buffer): void
  /** What is kept, and whether something was before it. */
  tail(): { text: string; cut: boolean }
}

/** Keeps at least the last `limit` bytes that were pushed, and never more than twice as many. */
export const keepTail = (limit: number): TailBuffer => {
  let chunks: Buffer[] = []
  let size = 0
  let cut = false
  const compact = (): Buffer => {
    const all = Buffer.concat(chunks, size)
    cut ||= all.length > limit
    const tail = all.length > limit ? Buffer.from(all.subarray(all.length - limit)) : all
    chunks = [tail]
    size = tail.length
    return tail
  }
  return {
    push: chunk => {
      chunks.push(chunk)
      size += chunk.length
      if (size > 2 * limit) compact()
    },
    tail: () => ({ text: compact().toString('utf8'), cut })
  }
}
