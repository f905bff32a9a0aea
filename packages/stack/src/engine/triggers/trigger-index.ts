import { triggerKey, type LiveTrigger } from './live-trigger.js'

/** The triggers of all instances by what they listen to: a change costs as much as the triggers of its doctype. */
export interface TriggerIndex {
  set(live: LiveTrigger): void
  get(prefix: string, id: string): LiveTrigger | undefined
  remove(prefix: string, id: string): LiveTrigger | undefined
  /** All of an instance. */
  all(prefix: string): LiveTrigger[]
  /** Those of an instance that listen to a doctype. */
  listening(prefix: string, doctype: string): LiveTrigger[]
}

/** An index that starts empty. */
export const createTriggerIndex = (): TriggerIndex => {
  const byKey = new Map<string, LiveTrigger>()
  const byDoctype = new Map<string, Map<string, LiveTrigger>>()
  const listenersOf = (prefix: string, doctype: string): string => `${prefix}/${doctype}`

  const remove = (prefix: string, id: string): LiveTrigger | undefined => {
    const live = byKey.get(triggerKey(prefix, id))
    if (!live) return undefined
    byKey.delete(live.key)
    for (const doctype of live.trigger.doctypes) byDoctype.get(listenersOf(prefix, doctype))?.delete(live.key)
    return live
  }

  return {
    set: live => {
      const { prefix } = live.instance
      remove(prefix, live.doc._id)
      byKey.set(live.key, live)
      for (const doctype of live.trigger.doctypes) {
        const name = listenersOf(prefix, doctype)
        const listeners = byDoctype.get(name) ?? new Map<string, LiveTrigger>()
        byDoctype.set(name, listeners.set(live.key, live))
      }
    },
    get: (prefix, id) => byKey.get(triggerKey(prefix, id)),
    remove,
    all: prefix => [...byKey.values()].filter(({ instance }) => instance.prefix === prefix),
    listening: (prefix, doctype) => [...(byDoctype.get(listenersOf(prefix, doctype))?.values() ?? [])]
  }
}
