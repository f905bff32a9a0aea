import { open, type FileHandle } from 'node:fs/promises'
import type { ContentInfo } from '../api.js'
import { digestOf, digestOnThread, type ThreadDigest } from './md5-thread.js'

/** What is smaller is digested at once: handing it to the thread would take longer. */
const SMALL = 256 * 1024

/** As much is written and digested in one go. */
const PIECE = 256 * 1024

/** So many pieces are under way at most: what is received meanwhile waits in the socket. */
const PIECES = 8

interface Piece {
  memory: Buffer
  /** Settled once it is written and digested, and may be filled again. */
  work: Promise<unknown>
}

/** Pieces of shared memory in turn: while one fills, those before it are written and digested, both at the same time. */
class PieceWriter {
  readonly #handle: FileHandle
  readonly #digest: ThreadDigest
  readonly #pieces: Piece[] = []
  #turn = 0
  #filled = 0
  #position = 0
  #written: Promise<unknown> = Promise.resolve()

  constructor(handle: FileHandle, digest: ThreadDigest) {
    this.#handle = handle
    this.#digest = digest
  }

  async add(chunk: Uint8Array): Promise<void> {
    for (let taken = 0; taken < chunk.length;) {
      const { memory } = this.#piece()
      const part = chunk.subarray(taken, taken + PIECE - this.#filled)
      memory.set(part, this.#filled)
      this.#filled += part.length
      taken += part.length
      if (this.#filled === PIECE) await this.#pass()
    }
  }

  async end(): Promise<ContentInfo> {
    if (this.#filled > 0) await this.#pass()
    await Promise.all(this.#pieces.map(({ work }) => work))
    return { size: this.#position, md5sum: await this.#digest.result() }
  }

  /** Nothing writes or digests the pieces any more. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#pieces.map(({ work }) => work))
  }

  #piece(): Piece {
    return (this.#pieces[this.#turn] ??= {
      memory: Buffer.from(new SharedArrayBuffer(PIECE)),
      work: Promise.resolve()
    })
  }

  /** Hands the piece that is full on, and waits until the next one is free. */
  async #pass(): Promise<void> {
    const piece = this.#piece()
    const bytes = piece.memory.subarray(0, this.#filled)
    const position = this.#position
    this.#written = this.#written.then(() => writeAll(this.#handle, bytes, position))
    piece.work = Promise.all([this.#written, this.#digest.add(bytes)])
    // Awaited when its turn comes again: until then nobody would hear of a failure.
    piece.work.catch(() => {})
    this.#position += this.#filled
    this.#filled = 0
    this.#turn = (this.#turn + 1) % PIECES
    await this.#piece().work
  }
}

/** A system may write less than it is asked to. */
async function writeAll(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    done += (await handle.write(bytes, done, bytes.length - done, position + done)).bytesWritten
  }
}

async function writeLarge(
  handle: FileHandle,
  first: readonly Uint8Array[],
  rest: AsyncIterator<Uint8Array>
): Promise<ContentInfo> {
  const digest = digestOnThread()
  const writer = new PieceWriter(handle, digest)
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

async function writeChunks(handle: FileHandle, chunks: AsyncIterator<Uint8Array>): Promise<ContentInfo> {
  const first: Uint8Array[] = []
  let size = 0
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
    first.push(next.value)
    size += next.value.length
    if (size >= SMALL) return writeLarge(handle, first, chunks)
  }
  const content = Buffer.concat(first)
  await writeAll(handle, content, 0)
  return { size, md5sum: digestOf(content) }
}

/** Writes a new file and brings it to the disk. Whatever its size, it takes the memory of a few pieces. */
export async function writeContent(path: string, chunks: AsyncIterable<Uint8Array>): Promise<ContentInfo> {
  const handle = await open(path, 'wx', 0o600)
  try {
    const info = await writeChunks(handle, chunks[Symbol.asyncIterator]())
    await handle.datasync()
    return info
  } finally {
    await handle.close()
  }
}
