/** What realtime tells of: `NOTIFIED` is of what is stored nowhere. */
export type RealtimeVerb = 'CREATED' | 'UPDATED' | 'DELETED' | 'NOTIFIED'

export interface RealtimeEvent {
  verb: RealtimeVerb
  doctype: string
  /** '' for what has none, such as the line of a job. */
  id: string
  /** As clients see it, with `_id` and `_rev` where it has them. */
  doc: unknown
}

/** What one websocket hears of. It ends with the websocket, with its instance, or with the stack. */
export interface Subscriber {
  /** A whole doctype, or one document of it. False where it has as many subscriptions as it may. */
  subscribe(doctype: string, id?: string): boolean
  /** A whole doctype with all its documents, or one document of it. */
  unsubscribe(doctype: string, id?: string): void
  close(): void
}

export interface Listener {
  /** One event, as it goes over the wire: the same buffer for all. */
  deliver(frame: Buffer): void
  /** Nothing comes any more. */
  end(): void
}

/**
 * The one place through which events of an instance go to whoever listens. Every written document comes by itself; a
 * family publishes what is not stored: `stack.realtime.publish(instance.prefix, { verb: 'CREATED', … })`.
 */
export interface Realtime {
  /** An event that nobody listens to costs two look-ups. */
  publish(prefix: string, event: RealtimeEvent): void
  /** Undefined where there are as many as there may be, or the stack is closing. */
  subscriber(prefix: string, listener: Listener): Subscriber | undefined
}
