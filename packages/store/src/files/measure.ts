import { createHash } from 'node:crypto'
import type { ContentInfo } from '../api.js'

/** Counts and digests bytes as they pass. */
export class Measure {
  readonly #md5 = createHash('md5')
  #size = 0

  add(chunk: Uint8Array): void {
    this.#md5.update(chunk)
    this.#size += chunk.length
  }

  /** Asked once, at the end. */
  result(): ContentInfo {
    return { size: this.#size, md5sum: this.#md5.digest('base64') }
  }
}
