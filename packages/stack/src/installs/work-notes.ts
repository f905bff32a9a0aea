import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Instance } from '../instances/api.js'
import type { Installed, InstallKind } from './api.js'

/** What is being done to one application, from before its first write until after its last. */
export interface WorkNote {
  kind: InstallKind
  slug: string
  act: 'install' | 'update' | 'uninstall'
  /** By the clock of the stack: triggers that are younger are of this work. */
  begun: string
  /** The triggers that its services had. */
  triggers: string[]
}

const triggersOf = (app: Installed | undefined): string[] =>
  Object.values(app?.services ?? {})
    .map(({ trigger_id: id }) => id)
    .filter(id => id !== '')

/** Notes of installations, updates and removals: a small file each, so that what a crash has cut off is known. */
export class WorkNotes {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** `before` is the application as it is stored; undefined where it is new. */
  async during<T>(
    instance: Instance,
    note: Omit<WorkNote, 'begun' | 'triggers'> & { now: Date; before?: Installed },
    work: () => Promise<T>
  ): Promise<T> {
    const { now, before, ...what } = note
    const file = this.#fileOf(instance, what)
    await mkdir(this.#folderOf(instance), { recursive: true, mode: 0o700 })
    const text = JSON.stringify({ ...what, begun: now.toISOString(), triggers: triggersOf(before) })
    await writeFile(`${file}.part`, text, { mode: 0o600 })
    await rename(`${file}.part`, file)
    try {
      return await work()
    } finally {
      await rm(file, { force: true })
    }
  }

  /** What is noted: before any work begins, what a crash has cut off. */
  async list(instance: Instance): Promise<WorkNote[]> {
    const folder = this.#folderOf(instance)
    const names = await readdir(folder).catch(() => [])
    const whole = names.filter(name => !name.endsWith('.part'))
    const texts = await Promise.all(whole.map(name => readFile(join(folder, name), 'utf8')))
    return texts.map(text => JSON.parse(text) as WorkNote)
  }

  /** All of them, also one that the crash has left half written: then nothing had begun. */
  async clear(instance: Instance): Promise<void> {
    await rm(this.#folderOf(instance), { recursive: true, force: true })
  }

  #folderOf(instance: Instance): string {
    return join(this.#folder, 'under-way', instance.prefix)
  }

  #fileOf(instance: Instance, { kind, slug }: Pick<WorkNote, 'kind' | 'slug'>): string {
    return join(this.#folderOf(instance), `${kind} ${slug}`)
  }
}
