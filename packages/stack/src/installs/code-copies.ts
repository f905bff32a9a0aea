import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Instance } from '../instances/api.js'
import { diskRefusal } from '../server/disk-refusal.js'
import type { Installed, InstallKind } from './api.js'
import { INSTALL_ERRORS } from './errors.js'
import { folderName } from './folder-name.js'

/** Copies of code, `<folder>/<prefix>/<kind>/<slug>/<version>`, so that its source may go away or change. */
export class CodeCopies {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Where the copy of a version lies, wherever the version's name comes from: never outside. */
  folder(instance: Instance, kind: InstallKind, slug: string, version: string): string {
    return join(this.#home(instance, kind, slug), folderName(version))
  }

  /** Whether the copy of a version is in this folder. */
  has(instance: Instance, kind: InstallKind, { slug, version }: Installed): Promise<boolean> {
    return isThere(this.folder(instance, kind, slug, version))
  }

  /** Has `fill` write a version, and gives it its place once it is whole. A version that is there already stays. */
  async add(
    instance: Instance,
    kind: InstallKind,
    slug: string,
    version: string,
    fill: (folder: string) => Promise<void>
  ): Promise<void> {
    const target = this.folder(instance, kind, slug, version)
    if (await isThere(target)) return
    const aside = `${target}.part`
    try {
      await rm(aside, { recursive: true, force: true })
      await mkdir(aside, { recursive: true })
      await fill(aside)
      await rename(aside, target)
    } catch (error) {
      const why = diskRefusal(error)
      throw why === undefined ? error : INSTALL_ERRORS.notCopied(why)
    } finally {
      await rm(aside, { recursive: true, force: true })
    }
  }

  /** Removes all copies but these: a job that starts right now may still read the one before the last. */
  async keepOnly(
    instance: Instance,
    kind: InstallKind,
    slug: string,
    versions: readonly string[]
  ): Promise<void> {
    const home = this.#home(instance, kind, slug)
    const kept = versions.map(folderName)
    for (const name of await readdir(home).catch(() => [])) {
      if (!kept.includes(name)) await rm(join(home, name), { recursive: true, force: true })
    }
  }

  /** Removes one version, which nothing has used yet. */
  async removeVersion(instance: Instance, kind: InstallKind, slug: string, version: string): Promise<void> {
    await rm(this.folder(instance, kind, slug, version), { recursive: true, force: true })
  }

  async remove(instance: Instance, kind: InstallKind, slug: string): Promise<void> {
    await rm(this.#home(instance, kind, slug), { recursive: true, force: true })
  }

  /** All copies of an instance that is going. */
  async removeInstance({ prefix }: Instance): Promise<void> {
    await rm(join(this.#folder, prefix), { recursive: true, force: true })
  }

  #home(instance: Instance, kind: InstallKind, slug: string): string {
    return join(this.#folder, instance.prefix, kind, slug)
  }
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false
  )
