import { Readable } from 'node:stream'
import type { FileStore } from '../api.js'
import { checkContentId, noContent } from './content-id.js'
import type { Contents } from './contents.js'
import { chunksOf } from './chunks.js'
import { Measure } from './measure.js'

/** Contents that are gone with the process. */
export class MemoryContents implements Contents {
  readonly #instances = new Map<string, Map<string, Buffer>>()

  of(prefix: string): FileStore {
    return {
      write: async (id, content, { most } = {}) => {
        checkContentId(id)
        const measure = new Measure()
        const chunks: Uint8Array[] = []
        for await (const chunk of chunksOf(content, most)) {
          measure.add(chunk)
          chunks.push(chunk)
        }
        this.#contentsOf(prefix).set(id, Buffer.concat(chunks))
        return measure.result()
      },
      read: async (id, range) => {
        const content = this.#contentsOf(prefix).get(checkContentId(id))
        if (!content) throw noContent()
        return Readable.from([range ? content.subarray(range.start, range.end + 1) : content], {
          objectMode: false
        })
      },
      has: async id => this.#contentsOf(prefix).has(checkContentId(id)),
      remove: async id => void this.#contentsOf(prefix).delete(checkContentId(id)),
      // No crash leaves anything of them.
      doubt: async id => void checkContentId(id),
      settle: async id => void checkContentId(id),
      inDoubt: async () => []
    }
  }

  async destroy(prefix: string): Promise<void> {
    this.#instances.delete(prefix)
  }

  #contentsOf(prefix: string): Map<string, Buffer> {
    const contents = this.#instances.get(prefix) ?? new Map<string, Buffer>()
    this.#instances.set(prefix, contents)
    return contents
  }
}
