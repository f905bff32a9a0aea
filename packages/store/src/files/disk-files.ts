import { randomUUID } from 'node:crypto'
import { access, open, rename, rm, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import type { ContentInfo, FileStore, WriteOptions } from '../api.js'
import { isMissing, makeFolder, syncFolder } from '../disk/folders.js'
import { fromFolderName, toFolderName } from '../disk/names.js'
import { checkContentId, noContent } from './content-id.js'
import { chunksOf } from './chunks.js'
import { Doubts } from './doubts.js'
import { writeContent } from './write-content.js'

/** As many bytes are read at once: with the 64 kB that Node takes by itself a download is half as fast. */
const READ = 256 * 1024

/** The contents of one instance: a file for each, in folders by the beginning of the name. */
export class DiskFiles implements FileStore {
  readonly #folder: string
  readonly #temporary: string
  readonly #doubts: Doubts

  /** `doubts`: the folder of what is in doubt. */
  constructor(folder: string, { temporary, doubts }: { temporary: string; doubts: string }) {
    this.#folder = folder
    this.#temporary = temporary
    this.#doubts = new Doubts(doubts)
  }

  async write(
    id: string,
    content: NodeJS.ReadableStream | Uint8Array,
    { most, mayTake }: WriteOptions = {}
  ): Promise<ContentInfo> {
    const path = this.#pathOf(id)
    const chunks = chunksOf(content, most)
    const aside = join(await makeFolder(this.#temporary), randomUUID())
    try {
      const info = await writeContent(aside, chunks, mayTake)
      const folder = await makeFolder(dirname(path))
      await this.#doubts.add(aside, toFolderName(id))
      await rename(aside, path)
      await syncFolder(folder)
      return info
    } catch (error) {
      await rm(aside, { force: true })
      throw error
    }
  }

  async read(id: string, range?: { start: number; end: number }): Promise<NodeJS.ReadableStream> {
    const handle = await this.#open(id)
    if (range && range.end < range.start) {
      await handle.close()
      return Readable.from([])
    }
    return handle.createReadStream({ ...range, highWaterMark: READ })
  }

  async has(id: string): Promise<boolean> {
    try {
      await access(this.#pathOf(id))
      return true
    } catch (error) {
      if (isMissing(error)) return false
      throw error
    }
  }

  async remove(id: string): Promise<void> {
    await rm(this.#pathOf(id), { force: true })
    await this.#doubts.remove(toFolderName(id))
  }

  async doubt(id: string): Promise<void> {
    await this.#doubts.add(this.#pathOf(id), toFolderName(id)).catch(error => {
      if (!isMissing(error)) throw error
    })
  }

  async settle(id: string): Promise<void> {
    await this.#doubts.remove(toFolderName(checkContentId(id)))
  }

  async inDoubt(): Promise<string[]> {
    return (await this.#doubts.names()).map(fromFolderName)
  }

  async #open(id: string): Promise<FileHandle> {
    try {
      return await open(this.#pathOf(id))
    } catch (error) {
      throw isMissing(error) ? noContent() : error
    }
  }

  #pathOf(id: string): string {
    const name = toFolderName(checkContentId(id))
    return join(this.#folder, name.slice(0, 2), name)
  }
}
