import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Document, Store } from '@cozy-jobs/store'
import { StackError } from '../errors.js'
import type { Clock } from '../stack.js'
import type { Instance, InstanceDraft, Instances } from './api.js'
import { browserHash, DEFAULT_PASSPHRASE, matchesHash, storedHash } from './passphrase.js'

/** The prefix of what belongs to the stack itself: no instance has it, so no route reaches it. */
export const STACK_PREFIX = 'stack'

const DOCTYPE = 'io.cozy.instances'

const DOMAIN = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** What an instance is made with besides its own document: root directory, settings. */
export type Furnish = (instance: Instance, now: Date) => Promise<void>

/** The instances of a store, all of them in memory: each request looks one up. */
export class InstanceRegistry implements Instances {
  readonly #store: Store
  readonly #clock: Clock
  readonly #furnish: Furnish
  readonly #byDomain = new Map<string, { instance: Instance; document: Document }>()
  /** Being made: a second one of the same domain must not pass meanwhile. */
  readonly #coming = new Set<string>()

  /** What a browser makes of the default passphrase, by domain: a tenth of a second of work each. */
  readonly #defaultHashes = new Map<string, Promise<string>>()

  readonly #destroyListeners: ((instance: Instance) => void)[] = []

  private constructor(store: Store, clock: Clock, furnish: Furnish) {
    this.#store = store
    this.#clock = clock
    this.#furnish = furnish
  }

  static async open(store: Store, clock: Clock, furnish: Furnish): Promise<InstanceRegistry> {
    const registry = new InstanceRegistry(store, clock, furnish)
    const own = store.documents(STACK_PREFIX)
    if (await own.hasDoctype(DOCTYPE)) {
      const { rows } = await own.list(DOCTYPE, { include_docs: true })
      for (const { doc } of rows) if (doc && !doc._id.startsWith('_')) registry.#add(doc)
    }
    return registry
  }

  get(domain: string): Instance | undefined {
    return this.#byDomain.get(domain)?.instance
  }

  byPrefix(prefix: string): Instance | undefined {
    return this.list().find(instance => instance.prefix === prefix)
  }

  list(): Instance[] {
    return [...this.#byDomain.values()].map(({ instance }) => instance)
  }

  async create(draft: InstanceDraft): Promise<Instance> {
    const domain = draft.domain.toLowerCase()
    if (!DOMAIN.test(domain) || domain.includes('..')) throw new StackError('domain_invalid', { domain })
    if (this.#byDomain.has(domain) || this.#coming.has(domain))
      throw new StackError('domain_taken', { domain })
    this.#coming.add(domain)
    try {
      const now = this.#clock.now()
      const document = await this.#store.documents(STACK_PREFIX).put(DOCTYPE, {
        domain,
        prefix: `cozy${randomBytes(16).toString('hex')}`,
        locale: draft.locale ?? 'en',
        email: draft.email ?? '',
        public_name: draft.publicName ?? '',
        context: draft.context ?? 'dev',
        ...(draft.diskQuota && { bytes_disk_quota: draft.diskQuota }),
        secret: randomBytes(64).toString('base64'),
        created_at: now.toISOString(),
        ...(draft.passphrase
          ? { passphrase_hash: await storedHash(await browserHash(draft.passphrase, domain)) }
          : draft.defaultPassphrase && { default_passphrase: true })
      })
      await this.#furnish(this.#instance(document), now)
      return this.#add(document)
    } finally {
      this.#coming.delete(domain)
    }
  }

  async destroy(domain: string): Promise<void> {
    const found = this.#byDomain.get(domain)
    if (!found) throw new StackError('domain_unknown', { domain })
    this.#byDomain.delete(domain)
    for (const listener of this.#destroyListeners) listener(found.instance)
    await this.#store.documents(STACK_PREFIX).remove(DOCTYPE, found.document._id, found.document._rev)
    await this.#store.destroy(found.instance.prefix)
  }

  async setDiskQuota({ domain }: Instance, bytes: number): Promise<void> {
    const found = this.#byDomain.get(domain)
    if (!found) throw new StackError('domain_unknown', { domain })
    const { bytes_disk_quota: _before, ...kept } = found.document
    found.document = await this.#store
      .documents(STACK_PREFIX)
      .put(DOCTYPE, { ...kept, ...(bytes > 0 && { bytes_disk_quota: bytes }) })
    found.instance.diskQuota = bytes
  }

  onDestroy(listener: (instance: Instance) => void): void {
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

  #add(document: Document): Instance {
    const instance = this.#instance(document)
    this.#byDomain.set(instance.domain, { instance, document })
    return instance
  }

  #instance(document: Document): Instance {
    const text = (field: string): string => {
      const value = document[field]
      return typeof value === 'string' ? value : ''
    }
    const prefix = text('prefix')
    const instance: Instance = {
      domain: text('domain'),
      prefix,
      locale: text('locale'),
      email: text('email'),
      publicName: text('public_name'),
      context: text('context'),
      diskQuota: typeof document.bytes_disk_quota === 'number' ? document.bytes_disk_quota : 0,
      secret: text('secret'),
      documents: this.#store.documents(prefix),
      files: this.#store.files(prefix)
    }
    // Printed or serialised by mistake, an instance must not give its key away.
    return Object.defineProperty(instance, 'secret', { enumerable: false })
  }
}
