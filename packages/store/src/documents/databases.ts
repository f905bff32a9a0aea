import { StoreError } from '../errors.js'
import { Database, type Tell } from './database.js'
import type { Location } from './location.js'
import { openPouch } from './pouch.js'
import { noDatabase } from './refusals.js'
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
    const key = `${prefix}/${doctype}`
    this.#checkOpen()
    await this.#ending.get(key)
    if (!create && !(await this.#location.has(prefix, doctype))) throw noDatabase()
    this.#checkOpen()
    const slot = this.#slots.get(key) ?? this.#openSlot(key, prefix, doctype)
    slot.uses++
    try {
      return await work(await slot.database)
    } finally {
      if (--slot.uses === 0) for (const resolve of slot.idle.splice(0)) resolve()
    }
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
    slot.database.catch(() => this.#slots.delete(key))
    this.#slots.set(key, slot)
    this.#closeIdle()
    return slot
  }

  async #open(prefix: string, doctype: string): Promise<Database> {
    const path = await this.#location.make(prefix, doctype)
    const opened = await openPouch(this.#location.kind, path)
    return new Database({ prefix, doctype }, opened, new TextCache(this.#budget, path), this.#tell)
  }

  #closeIdle(): void {
    if (this.#location.kind === 'memory' || this.#slots.size <= MOST_OPEN) return
    const idle = [...this.#slots].find(([, slot]) => slot.uses === 0)
    if (idle) void this.#end(idle[0], slot => this.#closeSlot(slot))
  }

  #end(key: string, finish: (slot: Slot | undefined) => Promise<void>): Promise<void> {
    const slot = this.#slots.get(key)
    this.#slots.delete(key)
    const ended = (async () => {
      if (slot && slot.uses > 0) await new Promise<void>(resolve => slot.idle.push(resolve))
      await finish(slot)
    })().finally(() => this.#ending.delete(key))
    this.#ending.set(key, ended)
    return ended
  }

  /** What was in memory is gone with it. */
  async #closeSlot(slot: Slot | undefined): Promise<void> {
    const database = await slot?.database
    await (this.#location.kind === 'memory' ? database?.destroy() : database?.close())
  }

  #checkOpen(): void {
    if (this.#closed) throw new StoreError('closed', 'Failed to use the store: it is closed. Open it again.')
  }
}
