import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { INSTALL_ERRORS } from '../errors.js'
import { copyFiles, digestOf, sourceFiles, stampOf } from '../source-files.js'
import { nonce } from './nonce.js'
import { folderOf } from './parse-source.js'
import { readManifestFile } from './read-manifest-file.js'
import { MANIFEST_FILES, type Fetched, type Source, type SourceRequest } from './source.js'

/** A build that writes while it is copied is copied again, this often. */
const ATTEMPTS = 5

/** `file://`: folders of this machine, each looked at again when it is used. */
export class FolderSource implements Source {
  /** What each folder looked like when its content was last compared, by its installation. */
  readonly #stamps = new Map<string, string>()

  async fetch({ kind, key, url }: SourceRequest): Promise<Fetched> {
    const folder = folderOf(url)
    const info = await stat(folder).catch(() => undefined)
    if (!info?.isDirectory()) throw INSTALL_ERRORS.manifestNotReachable()
    const suffix = nonce()
    return {
      manifest: await readManifestFile(folder, kind),
      place: join(folder, MANIFEST_FILES[kind]),
      version: ofManifest => `${ofManifest}-${suffix}`,
      checksum: '',
      isReleased: false,
      copyTo: target => this.#copy(key, folder, target),
      close: () => Promise.resolve()
    }
  }

  /** Whether a folder differs from its copy. Files that were touched but hold the same are no change. */
  async hasChanged(key: string, url: URL, copy: string): Promise<boolean> {
    const folder = folderOf(url)
    const files = await sourceFiles(folder)
    const stamp = `${folder} ${stampOf(files)}`
    if (this.#stamps.get(key) === stamp) return false
    const copied = await sourceFiles(copy)
    if ((await digestOf(files)) !== (await digestOf(copied))) return true
    this.#stamps.set(key, stamp)
    return false
  }

  /** What is there now waits for its owner: it is not looked at again until it is touched. */
  async holdBack(key: string, url: URL): Promise<void> {
    const folder = folderOf(url)
    this.#stamps.set(key, `${folder} ${stampOf(await sourceFiles(folder))}`)
  }

  forget(key: string): void {
    this.#stamps.delete(key)
  }

  async #copy(key: string, folder: string, target: string): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        if (attempt > 1) await rm(target, { recursive: true, force: true })
        const files = await sourceFiles(folder)
        const stamp = stampOf(files)
        await copyFiles(files, target)
        if (attempt === ATTEMPTS || stampOf(await sourceFiles(folder)) === stamp) {
          this.#stamps.set(key, `${folder} ${stamp}`)
          return
        }
      } catch (error) {
        // A file that was listed is gone: the source is being built anew.
        if (attempt === ATTEMPTS || (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      }
    }
  }
}
