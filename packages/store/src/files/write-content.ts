import { open, type FileHandle } from 'node:fs/promises'
import type { ContentInfo } from '../api.js'
import { digestOf, digestOnThread, type ThreadDigest } from './md5-thread.js'

/** What is smaller is digested at once: handing it to the thread would take longer. */
const SMALL = 256 * 1024

/** As much is written, then digested, in one go. */
const PIECE = 512 * 1024

/** A sender of tiny chunks must not fill the memory with what each of them takes besides. */
const MOST_CHUNKS = 256

/** So many pieces are under way at most: what is received meanwhile waits in the socket. */
const PIECES = 8

/** Writes pieces one after the other, and hands each to the thread that digests: meanwhile the next one fills. */
class PieceWriter {
  readonly #handle: FileHandle
  readonly #digest: ThreadDigest
  readonly #mayTake: boolean
  readonly #underWay: Promise<unknown>[] = []
  #chunks: Uint8Array[] = []
  #filled = 0
  #position = 0
  #written: Promise<unknown> = Promise.resolve()

  constructor(handle: FileHandle, digest: ThreadDigest, mayTake: boolean) {
    this.#handle = handle
    this.#digest = digest
    this.#mayTake = mayTake
  }

  async add(chunk: Uint8Array): Promise<void> {
    this.#chunks.push(this.#mayTake && isWhole(chunk) ? chunk : copyOf(chunk))
    this.#filled += chunk.length
    if (this.#filled < PIECE && this.#chunks.length < MOST_CHUNKS) return
    this.#pass()
    if (this.#underWay.length >= PIECES) await this.#underWay.shift()
  }

  async end(): Promise<ContentInfo> {
    if (this.#filled > 0) this.#pass()
    await Promise.all(this.#underWay)
    return { size: this.#position, md5sum: await this.#digest.result() }
  }

  /** Nothing writes or digests the pieces any more. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#underWay)
  }

  #pass(): void {
    const chunks = this.#chunks
    const position = this.#position
    this.#position += this.#filled
    this.#chunks = []
    this.#filled = 0
    this.#written = this.#written.then(() => writeAll(this.#handle, chunks, position))
    // The thread takes them away: only once they are written.
    const work = this.#written.then(() => this.#digest.add(chunks))
    // Awaited when its turn comes: until then nobody would hear of a failure.
    work.catch(() => {})
    this.#underWay.push(work)
  }
}

/** Whether a chunk is all of its memory: then nobody else has a part of what the thread takes away. */
const isWhole = ({ buffer, byteLength }: Uint8Array): boolean =>
  buffer instanceof ArrayBuffer && buffer.byteLength === byteLength

/** With memory of its own. */
const copyOf = (chunk: Uint8Array): Uint8Array => {
  const copy = Buffer.allocUnsafeSlow(chunk.length)
  copy.set(chunk)
  return copy
}

/** A system may write less than it is asked to. */
async function writeAll(handle: FileHandle, chunks: readonly Uint8Array[], position: number): Promise<void> {
  for (let rest = chunks; rest.length > 0;) {
    const { bytesWritten } = await handle.writev(rest, position)
    position += bytesWritten
    rest = withoutFirst(rest, bytesWritten)
  }
}

const withoutFirst = (chunks: readonly Uint8Array[], bytes: number): Uint8Array[] =>
  chunks.flatMap(chunk => {
    const taken = Math.min(bytes, chunk.length)
    bytes -= taken
    return taken === chunk.length ? [] : [chunk.subarray(taken)]
  })

async function writeLarge(
  handle: FileHandle,
  first: readonly Uint8Array[],
  rest: AsyncIterator<Uint8Array>,
  mayTake: boolean
): Promise<ContentInfo> {
  const digest = digestOnThread()
  const writer = new PieceWriter(handle, digest, mayTake)
  try {
    for (const chunk of first) await writer.add(chunk)
    for (let next = await rest.next(); !next.done; next = await rest.next()) await writer.add(next.value)
    return await writer.end()
  } catch (error) {
    await writer.settled()
    digest.forget()
    throw error
  }
}

async function writeChunks(
  handle: FileHandle,
  chunks: AsyncIterator<Uint8Array>,
  mayTake: boolean
): Promise<ContentInfo> {
  const first: Uint8Array[] = []
  let size = 0
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
    first.push(next.value)
    size += next.value.length
    if (size >= SMALL) return writeLarge(handle, first, chunks, mayTake)
  }
  const content = Buffer.concat(first)
  await writeAll(handle, [content], 0)
  return { size, md5sum: digestOf(content) }
}

/**
 * Writes a new file and brings it to the disk. Whatever its size, it takes the memory of a few pieces. `mayTake`: nobody
 * else reads the chunks, so that their memory may go to the thread that digests them.
 */
export async function writeContent(
  path: string,
  chunks: AsyncIterable<Uint8Array>,
  mayTake = false
): Promise<ContentInfo> {
  const handle = await open(path, 'wx', 0o600)
  try {
    const info = await writeChunks(handle, chunks[Symbol.asyncIterator](), mayTake)
    await handle.datasync()
    return info
  } finally {
    await handle.close()
  }
}
