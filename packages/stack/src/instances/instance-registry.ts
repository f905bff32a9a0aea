import { createHash, timingSafeEqual } from 'node:crypto'
import type { Document, Store } from '@cozy-jobs/store'
import { StackError } from '../errors.js'
import type { Clock } from '../stack.js'
import type { Subdomains } from './addresses.js'
import { checkAliases } from './aliases.js'
import type { Instance, InstanceChange, InstanceDraft, Instances } from './api.js'
import { storedDetails } from './details.js'
import { checkDomain } from './domain-name.js'
import { draftDocument } from './draft-document.js'
import { browserHash, DEFAULT_PASSPHRASE, matchesHash, withPassphrase } from './passphrase.js'
import { instanceOfDocument, INSTANCES, STACK_PREFIX } from './stored-instance.js'
import { removeAll, UNDER_WAY, storedInstances } from './unfinished.js'

export { STACK_PREFIX } from './stored-instance.js'

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** What an instance is made with besides its own document: root directory, settings. */
export type Furnish = (
  instance: Instance,
  now: Date,
  settings: Readonly<Record<string, unknown>>
) => Promise<void>

/** What else is so once a passphrase is chosen. */
const PASSPHRASE_CHOSEN = { password_defined: true, register_token: undefined } as const

interface Entry {
  instance: Instance
  document: Document
  /** Settled once the last change of it is stored. */
  changed: Promise<unknown>
}

/** The instances of a store, all of them in memory: each request looks one up. */
export class InstanceRegistry implements Instances {
  readonly #store: Store
  readonly #clock: Clock
  readonly #furnish: Furnish
  readonly #subdomains: Subdomains
  readonly #byDomain = new Map<string, Entry>()
  readonly #byAlias = new Map<string, Entry>()
  /** Being made: a second one of the same domain must not pass meanwhile. */
  readonly #coming = new Set<string>()

  /** What a browser makes of the default passphrase, by domain: a tenth of a second of work each. */
  readonly #defaultHashes = new Map<string, Promise<string>>()

  #unfinished: Document[] = []

  readonly #destroyListeners: ((instance: Instance) => void | Promise<void>)[] = []

  private constructor(store: Store, clock: Clock, furnish: Furnish, subdomains: Subdomains) {
    this.#store = store
    this.#clock = clock
    this.#furnish = furnish
    this.#subdomains = subdomains
  }

  /** What a crash has left half made or half destroyed is none of them, and waits for `mend`. */
  static async open(
    store: Store,
    clock: Clock,
    furnish: Furnish,
    subdomains: Subdomains = 'nested'
  ): Promise<InstanceRegistry> {
    const registry = new InstanceRegistry(store, clock, furnish, subdomains)
    const { whole, unfinished } = await storedInstances(store)
    for (const document of whole) registry.#add(document)
    registry.#unfinished = unfinished
    return registry
  }

  /** Removes what a crash has left half made or half destroyed; to be called once all listeners are there. */
  async mend(): Promise<void> {
    for (const document of this.#unfinished) {
      await this.#leave(this.#entry(document).instance)
      await removeAll(this.#store, document)
    }
    this.#unfinished = []
  }

  get(domain: string): Instance | undefined {
    return (this.#byDomain.get(domain) ?? this.#byAlias.get(domain))?.instance
  }

  byPrefix(prefix: string): Instance | undefined {
    return this.list().find(instance => instance.prefix === prefix)
  }

  list(): Instance[] {
    return [...this.#byDomain.values()].map(({ instance }) => instance)
  }

  async create(draft: InstanceDraft): Promise<Instance> {
    const domain = checkDomain(draft.domain, this.#subdomains)
    if (this.get(domain) || this.#coming.has(domain)) throw new StackError('domain_taken', { domain })
    const aliases = checkAliases(draft.details?.domain_aliases, domain, this.#subdomains, alias =>
      this.#isTaken(alias)
    )
    const names = [domain, ...aliases]
    for (const name of names) this.#coming.add(name)
    try {
      const now = this.#clock.now()
      const own = this.#store.documents(STACK_PREFIX)
      const whole = await draftDocument({ ...draft, domain }, aliases, now)
      const coming = await own.put(INSTANCES, { ...whole, [UNDER_WAY]: 'creation' })
      const { instance } = this.#entry(coming)
      try {
        await this.#furnish(instance, now, draft.settings ?? {})
        return this.#add(await own.put(INSTANCES, { ...whole, _id: coming._id, _rev: coming._rev }))
      } catch (error) {
        await removeAll(this.#store, coming)
        throw error
      }
    } finally {
      for (const name of names) this.#coming.delete(name)
    }
  }

  async destroy(domain: string): Promise<void> {
    const found = this.#byDomain.get(domain) ?? this.#byAlias.get(domain)
    if (!found) throw new StackError('domain_unknown', { domain })
    this.#remove(found)
    const document = await this.#mark(found)
    await this.#leave(found.instance)
    await removeAll(this.#store, document)
  }

  async update({ domain }: Instance, change: InstanceChange): Promise<void> {
    const found = this.#byDomain.get(domain)
    if (!found) throw new StackError('domain_unknown', { domain })
    const changed = found.changed.catch(() => undefined).then(() => this.#change(found, change))
    found.changed = changed
    // Whoever asked is told; the next change must not be.
    changed.catch(() => undefined)
    return changed
  }

  async setDiskQuota(instance: Instance, bytes: number): Promise<void> {
    await this.update(instance, { diskQuota: bytes })
  }

  onDestroy(listener: (instance: Instance) => void | Promise<void>): void {
    this.#destroyListeners.push(listener)
  }

  async checkPassphrase(instance: Instance, sent: string): Promise<boolean> {
    const found = this.#byDomain.get(instance.domain)
    if (!found || sent === '') return false
    const { document } = found
    if (document.default_passphrase === true) {
      return timingSafeEqual(digest(sent), digest(await this.#defaultHash(instance.domain)))
    }
    const { passphrase_hash: stored } = document
    return typeof stored === 'string' && (await matchesHash(sent, stored))
  }

  #defaultHash(domain: string): Promise<string> {
    const hash = this.#defaultHashes.get(domain) ?? browserHash(DEFAULT_PASSPHRASE, domain)
    this.#defaultHashes.set(domain, hash)
    return hash
  }

  #isTaken(domain: string, but?: Entry): boolean {
    const found = this.#byDomain.get(domain) ?? this.#byAlias.get(domain)
    return (found !== undefined && found !== but) || this.#coming.has(domain)
  }

  async #change(entry: Entry, change: InstanceChange): Promise<void> {
    const { locale, context, diskQuota, passphrase } = change
    const details = { ...change.details, ...(passphrase && PASSPHRASE_CHOSEN) }
    const { instance, document } = entry
    if (this.#byDomain.get(instance.domain) !== entry) {
      throw new StackError('domain_unknown', { domain: instance.domain })
    }
    const merged = { ...instance.details, ...details } as Instance['details']
    const aliases = checkAliases(merged.domain_aliases, instance.domain, this.#subdomains, alias =>
      this.#isTaken(alias, entry)
    )
    const kept = Object.entries(document).filter(([name]) => !(name in instance.details))
    const { bytes_disk_quota: _before, ...others } = Object.fromEntries(kept)
    const rest = passphrase ? await withPassphrase(others, passphrase) : others
    const limit = diskQuota ?? instance.diskQuota
    const next = await this.#store.documents(STACK_PREFIX).put(INSTANCES, {
      ...rest,
      ...(locale !== undefined && { locale }),
      ...(context !== undefined && { context }),
      ...(limit > 0 && { bytes_disk_quota: limit }),
      ...storedDetails({ ...merged, domain_aliases: aliases })
    })
    entry.document = next
    this.#nameAliases(entry, [])
    const fresh = instanceOfDocument(this.#store, next)
    const { documents, files } = instance
    Object.assign(instance, fresh, { documents, files, sessionSecret: fresh.sessionSecret })
    this.#nameAliases(entry, aliases)
  }

  async #leave(instance: Instance): Promise<void> {
    for (const listener of this.#destroyListeners) await listener(instance)
  }

  /** Stores that an instance is going; it stays where that fails. */
  async #mark(entry: Entry): Promise<Document> {
    // A change that is on its way would put the document back.
    await entry.changed.catch(() => undefined)
    try {
      const own = this.#store.documents(STACK_PREFIX)
      return await own.put(INSTANCES, { ...entry.document, [UNDER_WAY]: 'destruction' })
    } catch (error) {
      this.#add(entry.document)
      throw error
    }
  }

  #nameAliases(entry: Entry, aliases: readonly string[]): void {
    for (const [alias, owner] of this.#byAlias) if (owner === entry) this.#byAlias.delete(alias)
    for (const alias of aliases) this.#byAlias.set(alias, entry)
  }

  #remove(entry: Entry): void {
    this.#byDomain.delete(entry.instance.domain)
    this.#nameAliases(entry, [])
  }

  #entry(document: Document): Entry {
    return { instance: instanceOfDocument(this.#store, document), document, changed: Promise.resolve() }
  }

  #add(document: Document): Instance {
    const entry = this.#entry(document)
    this.#byDomain.set(entry.instance.domain, entry)
    this.#nameAliases(entry, entry.instance.details.domain_aliases ?? [])
    return entry.instance
  }
}
