import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { lengthOf, type Range } from './ranges.js'

/** An answer of several ranges. */
interface MultipartRanges {
  contentType: string
  /** In bytes, all of it. */
  length: number
  content: Readable
}

/** Several ranges of a content as `multipart/byteranges`; `read` gives the bytes of one. */
export const multipartRanges = (
  ranges: readonly Range[],
  { size, mime }: { size: number; mime: string },
  read: (range: Range) => Promise<NodeJS.ReadableStream>
): MultipartRanges => {
  const boundary = randomBytes(30).toString('hex')
  const end = `\r\n--${boundary}--\r\n`
  const headOf = ({ start, end: last }: Range, index: number): string =>
    `${index === 0 ? '' : '\r\n'}--${boundary}\r\nContent-Range: bytes ${start}-${last}/${size}\r\nContent-Type: ${mime}\r\n\r\n`
  const parts = async function* (): AsyncGenerator<Uint8Array | string> {
    for (const [index, range] of ranges.entries()) {
      yield Buffer.from(headOf(range, index))
      yield* await read(range)
    }
    yield Buffer.from(end)
  }
  const heads = ranges.reduce((sum, range, index) => sum + Buffer.byteLength(headOf(range, index)), 0)
  return {
    contentType: `multipart/byteranges; boundary=${boundary}`,
    length: heads + ranges.reduce((sum, range) => sum + lengthOf(range), 0) + end.length,
    content: Readable.from(parts(), { objectMode: false })
  }
}
