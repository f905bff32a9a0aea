import { randomBytes } from 'node:crypto'
import type { Document, Store } from '@cozy-jobs/store'
import { StackError } from '../errors.js'
import type { Clock } from '../stack.js'
import type { Instance, InstanceDraft, Instances } from './api.js'
import { hashPassphrase } from './passphrase.js'

/** The prefix of what belongs to the stack itself: no instance has it, so no route reaches it. */
export const STACK_PREFIX = 'stack'

const DOCTYPE = 'io.cozy.instances'

const DOMAIN = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/

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
        secret: randomBytes(64).toString('base64'),
        created_at: now.toISOString(),
        ...(draft.passphrase && { passphrase_hash: await hashPassphrase(draft.passphrase) })
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
    await this.#store.documents(STACK_PREFIX).remove(DOCTYPE, found.document._id, found.document._rev)
    await this.#store.destroy(found.instance.prefix)
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
      secret: text('secret'),
      documents: this.#store.documents(prefix),
      files: this.#store.files(prefix)
    }
    // Printed or serialised by mistake, an instance must not give its key away.
    return Object.defineProperty(instance, 'secret', { enumerable: false })
  }
}
