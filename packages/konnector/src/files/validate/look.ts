/** Bytes of the beginning that are kept: enough for the first entry of an archive. */
const HEAD = 65_536
/** Bytes of the end that are kept: readers of PDF look for its last line in as many. */
const TAIL = 2_048

/** What was seen of a content while it passed. */
export interface Seen {
  readonly size: number
  readonly head: Buffer
  readonly tail: Buffer
}

const toBuffer = (chunk: unknown): Buffer =>
  chunk instanceof Uint8Array
    ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
    : Buffer.from(String(chunk))

/**
 * Passes a content on as it comes and looks at it. What `judge` throws at the end breaks it off before it is whole, so
 * that whoever it is passed to does not take it for a file.
 *
 * @param onError told of what the source or the judge throws
 */
export async function* lookAt(
  source: AsyncIterable<unknown>,
  judge: (seen: Seen) => void | Promise<void>,
  onError: (error: unknown) => void = () => {}
): AsyncGenerator<Buffer> {
  try {
    yield* pass(source, judge)
  } catch (error) {
    onError(error)
    throw error
  }
}

async function* pass(
  source: AsyncIterable<unknown>,
  judge: (seen: Seen) => void | Promise<void>
): AsyncGenerator<Buffer> {
  let size = 0
  const head: Buffer[] = []
  let tail = Buffer.alloc(0)
  for await (const each of source) {
    const chunk = toBuffer(each)
    // Copies: some sources use their memory again.
    if (size < HEAD) head.push(Buffer.from(chunk.subarray(0, HEAD - size)))
    size += chunk.length
    const end = chunk.subarray(-TAIL)
    tail = end.length === TAIL ? Buffer.from(end) : Buffer.concat([tail, end]).subarray(-TAIL)
    yield chunk
  }
  await judge({ size, head: Buffer.concat(head), tail })
}
