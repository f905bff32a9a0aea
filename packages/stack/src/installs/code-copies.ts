import { randomInt } from 'node:crypto'
import { readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Instance } from '../instances/api.js'
import type { InstallKind } from './api.js'
import { INSTALL_ERRORS } from './errors.js'
import { copyFiles, digestOf, sourceFiles, stampOf } from './source-files.js'

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** What the real stack puts behind the version of a `file://` source, so that each copy has a version of its own. */
const nonce = (): string => Array.from({ length: 10 }, () => LETTERS[randomInt(LETTERS.length)]).join('')

/** A build that writes while it is copied is copied again, this often. */
const ATTEMPTS = 5

/** Copies of sources, `<folder>/<prefix>/<kind>/<slug>/<version>`, so that a source may go away or change. */
export class CodeCopies {
  readonly #folder: string
  /** What each source looked like when its content was last compared, by its installation. */
  readonly #stamps = new Map<string, string>()

  constructor(folder: string) {
    this.#folder = folder
  }

  folder(instance: Instance, kind: InstallKind, slug: string, version = ''): string {
    return join(this.#folder, instance.prefix, kind, slug, version)
  }

  /** Copies a source and returns the version that the copy has: `1.0.0-AbCdEfGhIj`. */
  async copy(
    instance: Instance,
    kind: InstallKind,
    slug: string,
    source: string,
    version: string
  ): Promise<string> {
    const name = `${version}-${nonce()}`
    const target = this.folder(instance, kind, slug, name)
    const aside = `${target}.part`
    for (let attempt = 1; ; attempt++) {
      const files = await sourceFiles(source)
      const stamp = stampOf(files)
      try {
        await copyFiles(files, aside)
        if (attempt === ATTEMPTS || stampOf(await sourceFiles(source)) === stamp) {
          await rename(aside, target)
          this.#stamps.set(this.#key(instance, kind, slug), `${source} ${stamp}`)
          return name
        }
      } catch (error) {
        // A file that was listed is gone: the source is being built anew.
        if (attempt === ATTEMPTS || (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      } finally {
        await rm(aside, { recursive: true, force: true })
      }
    }
  }

  /** Whether a source differs from its copy. Files that were touched but hold the same are no change. */
  async hasChanged(
    instance: Instance,
    kind: InstallKind,
    slug: string,
    source: string,
    version: string
  ): Promise<boolean> {
    const key = this.#key(instance, kind, slug)
    const files = await sourceFiles(source)
    const stamp = `${source} ${stampOf(files)}`
    if (this.#stamps.get(key) === stamp) return false
    const copied = await sourceFiles(this.folder(instance, kind, slug, version))
    if ((await digestOf(files)) !== (await digestOf(copied))) return true
    this.#stamps.set(key, stamp)
    return false
  }

  /** Removes all copies but these: a job that starts right now may still read the one before the last. */
  async keepOnly(
    instance: Instance,
    kind: InstallKind,
    slug: string,
    versions: readonly string[]
  ): Promise<void> {
    const folder = this.folder(instance, kind, slug)
    for (const name of await readdir(folder).catch(() => [])) {
      if (!versions.includes(name)) await rm(join(folder, name), { recursive: true, force: true })
    }
  }

  async remove(instance: Instance, kind: InstallKind, slug: string): Promise<void> {
    this.#stamps.delete(this.#key(instance, kind, slug))
    await rm(this.folder(instance, kind, slug), { recursive: true, force: true })
  }

  #key(instance: Instance, kind: InstallKind, slug: string): string {
    return `${instance.prefix} ${kind} ${slug}`
  }
}

/** Throws where the folder of a source is not there. */
export const checkSourceFolder = async (folder: string): Promise<void> => {
  const info = await stat(folder).catch(() => undefined)
  if (!info?.isDirectory()) throw INSTALL_ERRORS.manifestNotReachable()
}
