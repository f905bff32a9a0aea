import { folderSize } from '../disk/folders.js'
import { onDisk } from '../disk/unusable.js'
import { Database, type Tell } from './database.js'
import type { Location } from './location.js'
import { openPouch } from './pouch.js'
import { noDatabase, storeClosed } from './refusals.js'
import { CacheBudget, TextCache } from './text-cache.js'

/** A database that is open or opening, and how many operations are on their way in it. */
interface Slot {
  database: Promise<Database>
  uses: number
  /** Called when the last operation has ended. */
  idle: (() => void)[]
}

/** LevelDB keeps some files and a few megabytes for each: what was not used for longest is closed beyond this. */
const MOST_OPEN = 64

/** Characters of documents that are kept in memory. */
const CACHE_SIZE = 32_000_000

/** The databases of a store, opened when they are first asked for. */
export class Databases {
  readonly #location: Location
  readonly #tell: Tell
  readonly #budget = new CacheBudget(CACHE_SIZE)
  readonly #slots = new Map<string, Slot>()
  /** Those being closed or removed: whoever wants one waits. */
  readonly #ending = new Map<string, Promise<void>>()
  #closed = false

  constructor(location: Location, tell: Tell) {
    this.#location = location
    this.#tell = tell
  }

  /** Throws `not_found` where the doctype is not there, unless it is to be created. */
  async use<Result>(
    prefix: string,
    doctype: string,
    create: boolean,
    work: (database: Database) => Promise<Result>
  ): Promise<Result> {
    const slot = await this.#take(prefix, doctype, create)
    try {
      return await work(await slot.database)
    } finally {
      if (--slot.uses === 0) for (const resolve of slot.idle.splice(0)) resolve()
    }
  }

  async #take(prefix: string, doctype: string, create: boolean): Promise<Slot> {
    const key = `${prefix}/${doctype}`
    do {
      await this.#ending.get(key)
      this.#checkOpen()
      if (!create && !(await this.#location.has(prefix, doctype))) throw noDatabase()
      this.#checkOpen()
      // It may have begun to end while it was looked for.
    } while (this.#ending.has(key))
    const slot = this.#slots.get(key) ?? this.#openSlot(key, prefix, doctype)
    slot.uses++
    // Last in the map: what was not used for longest stands first.
    this.#slots.delete(key)
    this.#slots.set(key, slot)
    this.#closeIdle()
    return slot
  }

  async drop(prefix: string, doctype: string): Promise<void> {
    this.#checkOpen()
    const key = `${prefix}/${doctype}`
    await this.#ending.get(key)
    if (!(await this.#location.has(prefix, doctype))) throw noDatabase()
    await this.#end(key, async slot => {
      await this.#closeSlot(slot)
      await this.#location.remove(prefix, doctype)
    })
  }

  /** Waits for what is on its way. */
  async close(): Promise<void> {
    this.#closed = true
    await Promise.all([...this.#ending.values()])
    const keys = [...this.#slots.keys()]
    await Promise.all(keys.map(key => this.#end(key, slot => this.#closeSlot(slot))))
  }

  #openSlot(key: string, prefix: string, doctype: string): Slot {
    const slot: Slot = { database: this.#open(prefix, doctype), uses: 0, idle: [] }
    slot.database.catch(() => {
      // The next one tries again.
      if (this.#slots.get(key) === slot) this.#slots.delete(key)
    })
    this.#slots.set(key, slot)
    return slot
  }

  #open(prefix: string, doctype: string): Promise<Database> {
    return onDisk(`open ${doctype}`, async () => {
      const path = await this.#location.make(prefix, doctype)
      const opened = await openPouch(this.#location.kind, path)
      const cache = new TextCache(this.#budget, path)
      // In memory there is nothing to open anew.
      const disk = this.#location.kind === 'disk' && {
        onBroken: () => this.#closeSoon(`${prefix}/${doctype}`),
        fileSize: () => folderSize(path)
      }
      return new Database({ prefix, doctype }, opened, cache, this.#tell, disk || undefined)
    })
  }

  #closeIdle(): void {
    if (this.#location.kind === 'memory' || this.#slots.size <= MOST_OPEN) return
    const idle = [...this.#slots].find(([, slot]) => slot.uses === 0)
    if (idle) this.#closeSoon(idle[0])
  }

  /** Once the last operation has ended; whoever comes meanwhile opens it again. */
  #closeSoon(key: string): void {
    this.#end(key, slot => this.#closeSlot(slot)).catch(() => {})
  }

  #end(key: string, finish: (slot: Slot | undefined) => Promise<void>): Promise<void> {
    const slot = this.#slots.get(key)
    const before = this.#ending.get(key)
    this.#slots.delete(key)
    const ended = (async () => {
      await before
      if (slot && slot.uses > 0) await new Promise<void>(resolve => slot.idle.push(resolve))
      await finish(slot)
    })()
    // Those who wait for it do not care how it ended.
    const over = ended
      .catch(() => {})
      .then(() => {
        if (this.#ending.get(key) === over) this.#ending.delete(key)
      })
    this.#ending.set(key, over)
    return ended
  }

  /** What was in memory is gone with it. */
  async #closeSlot(slot: Slot | undefined): Promise<void> {
    const database = await slot?.database
    await (this.#location.kind === 'memory' ? database?.destroy() : database?.close())
  }

  #checkOpen(): void {
    if (this.#closed) throw storeClosed()
  }
}
