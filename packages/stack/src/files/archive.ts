import { posix } from 'node:path'
import type { FastifyRequest } from 'fastify'
import type { Readable } from 'node:stream'
import type { ZipFile } from 'yazl'
import type { Instance } from '../instances/api.js'
import { instanceOf } from '../server/request.js'
import { isDirectory, type FileEntry, type StoredFile } from './file-document.js'
import { FileSystem } from './file-system.js'

/** What was asked to be in an archive. Null for a list that was not given, as Go has it. */
export interface Archive {
  name: string
  ids: string[] | null
  files: string[] | null
  pages: unknown[] | null
}

/** Throws 404 for what is not there. */
export const archiveEntries = async (
  files: FileSystem,
  { ids, files: paths }: Archive
): Promise<FileEntry[]> => {
  const entries: FileEntry[] = []
  for (const id of ids ?? []) entries.push(await files.byId(id))
  for (const path of paths ?? []) entries.push(await files.byPath(path))
  return entries
}

/**
 * One name of a path within an archive, so that whoever unpacks it stays in the folder: a backslash is a separator on
 * Windows, and `C:` a disk. The real stack writes names as they are.
 */
export const safeName = (name: string): string => {
  const safe = name.replaceAll(/[\\/\0]/g, '_').replace(/^([A-Za-z]):/, '$1_')
  return /^\.{0,2}$/.test(safe) ? '_' : safe
}

const OPTIONS = { compress: true, mode: 0o100644 }

/** Fills an archive with entries, each with all that lies below it, as long as somebody reads it. */
class Filling {
  readonly #zip: ZipFile
  readonly #instance: Instance
  #current: Readable | undefined
  isOver = false

  constructor(zip: ZipFile, instance: Instance) {
    this.#zip = zip
    this.#instance = instance
    zip.outputStream.once('close', () => {
      this.isOver = true
      // What nobody reads any more must not keep its file open.
      this.#current?.destroy()
    })
  }

  async add(entry: FileEntry, above: string): Promise<void> {
    if (this.isOver) return
    const path = posix.join(above, entry.name === undefined ? '' : safeName(entry.name))
    if (!isDirectory(entry)) return this.#addFile(entry, path)
    this.#zip.addEmptyDirectory(`${path}/`, { mtime: new Date(entry.updated_at) })
    for await (const portion of new FileSystem(this.#instance).children(entry._id)) {
      for (const child of portion) await this.add(child, path)
    }
  }

  /** Opened when its turn comes: an archive may have more files than a process may open. */
  #addFile(file: StoredFile, path: string): void {
    const mtime = new Date(file.updated_at)
    this.#zip.addReadStreamLazy(path, { ...OPTIONS, mtime, size: Number(file.size) }, done => {
      this.#instance.files.read(file.internal_vfs_id).then(
        stream => {
          this.#current = stream as Readable
          // yazl listens to what it writes, not to what it reads.
          stream.once('error', error => done(error, stream))
          done(null, stream)
          if (this.isOver) this.#current.destroy()
        },
        (error: unknown) => done(error, undefined as never)
      )
    })
  }
}

/** The zip of these entries, made while it is read. */
export const zipOf = async (
  request: FastifyRequest,
  name: string,
  entries: readonly FileEntry[]
): Promise<Readable> => {
  const { ZipFile } = await import('yazl')
  const zip = new ZipFile()
  const output = zip.outputStream as Readable
  const filling = new Filling(zip, instanceOf(request))
  // What goes wrong once the answer has begun can only cut it off: a zip without its end is known as broken.
  const fail = (error: unknown): unknown => output.destroy(error as Error)
  zip.on('error', fail)
  const fill = async (): Promise<void> => {
    for (const entry of entries) await filling.add(entry, safeName(name))
    zip.end()
  }
  fill().catch(fail)
  return output
}
