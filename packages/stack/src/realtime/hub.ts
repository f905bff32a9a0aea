import type { Listener, Realtime, RealtimeEvent, Subscriber } from './api.js'
import { Filter } from './filter.js'

/** Of one websocket: the memory that a client can take. */
const MOST_SUBSCRIPTIONS = 10_000

/** Of one stack; each is an open file too. */
const MOST_SUBSCRIBERS = 10_000

export interface HubLimits {
  subscriptions: number
  subscribers: number
}

/** Who listens to one doctype of one instance. */
type Topic = Map<HubSubscriber, Filter>

const encode = ({ verb, doctype, id, doc }: RealtimeEvent): Buffer =>
  Buffer.from(JSON.stringify({ event: verb, payload: { type: doctype, id, doc } }))

/** Events by instance and doctype: one that nobody listens to is neither copied nor serialised. */
export class Hub implements Realtime {
  readonly #topics = new Map<string, Map<string, Topic>>()
  readonly #subscribers = new Set<HubSubscriber>()
  readonly #limits: HubLimits
  #closed = false

  constructor(limits: Partial<HubLimits> = {}) {
    this.#limits = { subscriptions: MOST_SUBSCRIPTIONS, subscribers: MOST_SUBSCRIBERS, ...limits }
  }

  /** Whether a change of this doctype would be told to anybody. */
  hasListeners(prefix: string, doctype: string): boolean {
    return this.#topics.get(prefix)?.has(doctype) ?? false
  }

  publish(prefix: string, event: RealtimeEvent): void {
    const topic = this.#topics.get(prefix)?.get(event.doctype)
    if (!topic) return
    let frame: Buffer | undefined
    for (const [subscriber, filter] of topic) {
      if (filter.has(event.id)) subscriber.listener.deliver((frame ??= encode(event)))
    }
  }

  subscriber(prefix: string, listener: Listener): Subscriber | undefined {
    if (this.#closed || this.#subscribers.size >= this.#limits.subscribers) return undefined
    const subscriber = new HubSubscriber(listener, {
      prefix,
      most: this.#limits.subscriptions,
      topics: this.#topicsOf(prefix),
      onEmpty: () => this.#forget(prefix),
      onClose: () => void this.#subscribers.delete(subscriber)
    })
    this.#subscribers.add(subscriber)
    return subscriber
  }

  /** Ends those who listen to this instance. */
  closeInstance(prefix: string): void {
    for (const subscriber of this.#subscribers) if (subscriber.prefix === prefix) subscriber.end()
  }

  /** Ends all, and takes none any more. */
  close(): void {
    this.#closed = true
    for (const subscriber of this.#subscribers) subscriber.end()
  }

  #topicsOf(prefix: string): Topics {
    return {
      get: doctype => this.#topics.get(prefix)?.get(doctype),
      make: doctype => {
        const ofInstance = this.#topics.get(prefix) ?? new Map<string, Topic>()
        this.#topics.set(prefix, ofInstance)
        const topic = ofInstance.get(doctype) ?? new Map<HubSubscriber, Filter>()
        ofInstance.set(doctype, topic)
        return topic
      },
      remove: doctype => void this.#topics.get(prefix)?.delete(doctype)
    }
  }

  #forget(prefix: string): void {
    if (this.#topics.get(prefix)?.size === 0) this.#topics.delete(prefix)
  }
}

/** The topics of one instance. */
interface Topics {
  get(doctype: string): Topic | undefined
  make(doctype: string): Topic
  remove(doctype: string): void
}

interface SubscriberParts {
  prefix: string
  most: number
  topics: Topics
  onEmpty: () => void
  onClose: () => void
}

class HubSubscriber implements Subscriber {
  readonly listener: Listener
  readonly #parts: SubscriberParts
  readonly #filters = new Map<string, Filter>()
  #count = 0
  #closed = false

  constructor(listener: Listener, parts: SubscriberParts) {
    this.listener = listener
    this.#parts = parts
  }

  get prefix(): string {
    return this.#parts.prefix
  }

  subscribe(doctype: string, id = ''): boolean {
    if (this.#closed || this.#count >= this.#parts.most) return false
    const filter = this.#filters.get(doctype) ?? new Filter()
    const before = filter.size
    filter.add(id)
    this.#count += filter.size - before
    this.#filters.set(doctype, filter)
    this.#parts.topics.make(doctype).set(this, filter)
    return true
  }

  unsubscribe(doctype: string, id = ''): void {
    const filter = this.#filters.get(doctype)
    if (!filter) return
    const before = filter.size
    if (id !== '') filter.remove(id)
    // Without an id all of the doctype goes, its documents too, as on the real stack.
    if (id === '' || filter.size === 0) {
      this.#count -= before
      this.#leave(doctype)
    } else this.#count -= before - filter.size
  }

  end(): void {
    this.close()
    this.listener.end()
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    for (const doctype of [...this.#filters.keys()]) this.#leave(doctype)
    this.#parts.onClose()
  }

  #leave(doctype: string): void {
    this.#filters.delete(doctype)
    const topic = this.#parts.topics.get(doctype)
    topic?.delete(this)
    if (topic?.size !== 0) return
    this.#parts.topics.remove(doctype)
    this.#parts.onEmpty()
  }
}
