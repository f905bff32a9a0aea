import type { Change, Document, Store } from '@cozy-jobs/store'
import type { Instance } from '../instances/api.js'
import { FILES } from './tree.js'
import { VERSIONS } from './versions.js'

/** In bytes: of the files, the trash among them, and of their old versions. */
interface Usage {
  files: number
  versions: number
}

/** As many documents are read at once. */
const BATCH = 1000

const sizeOf = (doc: Document | undefined): number => {
  const size = doc && !doc._deleted ? Number(doc.size ?? 0) : 0
  return Number.isFinite(size) ? size : 0
}

/** What the documents of one doctype take: counted once, then kept by what changes. */
class Tally {
  /** The sizes by id, while they are being counted: what changes meanwhile is right, what is read may be old. */
  #counting: Map<string, number> | undefined = new Map()
  #total = 0
  readonly counted: Promise<void>

  constructor({ documents }: Instance, doctype: string) {
    this.counted = this.#count(documents, doctype)
  }

  get total(): number {
    return this.#total
  }

  change({ doc, before }: Change): void {
    if (this.#counting) this.#counting.set(doc._id, sizeOf(doc))
    else this.#total += sizeOf(doc) - sizeOf(before)
  }

  async #count(documents: Instance['documents'], doctype: string): Promise<void> {
    const sizes = this.#counting ?? new Map<string, number>()
    if (await documents.hasDoctype(doctype)) {
      for (let start: string | undefined; ;) {
        const { rows } = await documents.list(doctype, {
          include_docs: true,
          limit: BATCH,
          ...(start !== undefined && { startkey: start })
        })
        for (const { doc } of rows) if (doc && !sizes.has(doc._id)) sizes.set(doc._id, sizeOf(doc))
        const last = rows.at(-1)?.id
        if (last === undefined || rows.length < BATCH) break
        start = last
      }
    }
    for (const size of sizes.values()) this.#total += size
    this.#counting = undefined
  }
}

/** What the files of the instances of one store take. Counted for those alone that are asked about. */
class DiskUsage {
  readonly #tallies = new Map<string, Tally>()

  constructor(store: Store) {
    store.onChange(change => this.#tallies.get(`${change.prefix}/${change.doctype}`)?.change(change))
  }

  async of(instance: Instance): Promise<Usage> {
    const [files, versions] = [FILES, VERSIONS].map(doctype => this.#tally(instance, doctype)) as [
      Tally,
      Tally
    ]
    await Promise.all([files.counted, versions.counted])
    return { files: files.total, versions: versions.total }
  }

  #tally(instance: Instance, doctype: string): Tally {
    const key = `${instance.prefix}/${doctype}`
    const tally = this.#tallies.get(key) ?? new Tally(instance, doctype)
    this.#tallies.set(key, tally)
    return tally
  }
}

const usages = new WeakMap<Store, DiskUsage>()

/** What the files of an instance take now. */
export const diskUsage = (store: Store, instance: Instance): Promise<Usage> => {
  const usage = usages.get(store) ?? new DiskUsage(store)
  usages.set(store, usage)
  return usage.of(instance)
}
