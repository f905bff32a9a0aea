import type { DocumentStore } from '@cozy-jobs/store'
import { randomUUID } from 'node:crypto'
import type { AlarmClock } from '../../clock/clock.js'
import { isNotFound } from '../jobs/job-store.js'
import { alone } from '../leases/firing-lease.js'
import type { Leases } from '../leases/lease.js'
import type { LiveTrigger } from '../triggers/live-trigger.js'

/** In the stack's own part of the store: the windows that are open, so that a crash loses no event. */
const WINDOWS = 'engine.debounces'

interface Window {
  _id: string
  _rev: string
  prefix: string
  trigger: string
  until: string
  /** Milliseconds from its opening to its end. */
  length: number
}

/** One of the payloads that a window has gathered, a document of its own: a long window never writes itself anew. */
interface Payload {
  _id: string
  _rev: string
  payload: string
}

/** Before and behind the ids of a window's payloads. */
const payloadIds = (window: string): { startkey: string; endkey: string } => ({
  startkey: `${window}/`,
  endkey: `${window}0`
})

/** Milliseconds until a window whose job could not be stored is tried again. */
const RETRY_DELAY = 1000

/** Makes one job of the events that come within a trigger's window, at the window's end. */
export interface Debounce {
  /** Opens a window, or joins the one that is open. Settled once the window, and the payload, are stored. */
  hold(live: LiveTrigger, payload?: string): Promise<void>
  /** Takes up the windows of runs that are over: those that have ended meanwhile fire now. */
  resume(): Promise<void>
  /** The windows stay stored, for the next start. */
  stop(): void
}

export interface DebounceParts {
  /** Of the stack itself. */
  documents: DocumentStore
  clock: AlarmClock
  leases: Leases
  onHeld: (live: LiveTrigger, until: Date) => void
  /** Stores the job, with the payloads that the window has gathered; the window is forgotten afterwards. */
  fire: (prefix: string, trigger: string, payloads: string[]) => Promise<void>
  /** Looks after what nobody waits for. */
  guard: (firing: Promise<void>) => void
}

/** No window is open at first. */
export const createDebounce = ({
  documents,
  clock,
  leases,
  onHeld,
  fire,
  guard
}: DebounceParts): Debounce => {
  /** By trigger: the id of its window, once that is stored. */
  const open = new Map<string, Promise<string>>()
  let gathered = 0
  const alarms = new Map<string, { window: Window; clear: () => void }>()
  /** Windows that other engines may have open: what comes here joins none of them. */
  const foreign = new Set<string>()
  const retries = new Set<NodeJS.Timeout>()
  let stopped = false

  const end = async (window: Window): Promise<void> => {
    // First of all: an event that comes while the job is being stored opens a window of its own.
    if (!foreign.delete(window._id)) open.delete(`${window.prefix}/${window.trigger}`)
    await alone(leases, `windows/${window._id}`, () => fireWindow(window))
  }

  const fireWindow = async (window: Window): Promise<void> => {
    if (leases.shared && !(await isStored(window))) return
    const payloads = await payloadsOf(window)
    await fire(
      window.prefix,
      window.trigger,
      payloads.map(({ payload }) => payload)
    )
    for (const { _id, _rev } of payloads) await documents.remove(WINDOWS, _id, _rev)
    await documents.remove(WINDOWS, window._id, window._rev)
  }

  const isStored = async ({ _id }: Window): Promise<boolean> => {
    try {
      await documents.get(WINDOWS, _id)
      return true
    } catch (error) {
      if (isNotFound(error)) return false
      throw error
    }
  }

  const payloadsOf = async ({ _id }: Window): Promise<Payload[]> => {
    const { rows } = await documents.list(WINDOWS, { include_docs: true, ...payloadIds(_id) })
    return rows.map(row => row.doc as unknown as Payload)
  }

  const gather = async (window: string, payload: string): Promise<void> => {
    // In the order in which they came, also over a restart.
    const order = String(clock.now().getTime()).padStart(15, '0') + String(gathered++).padStart(9, '0')
    await documents.put(WINDOWS, { _id: `${window}/${order}`, payload })
  }

  const close = (window: Window): void =>
    guard(
      end(window).catch((error: unknown) => {
        if (!stopped) retry(window)
        throw error
      })
    )

  /** By the system's time: a clock that stands still must not hold it up. */
  const retry = (window: Window): void => {
    const timer = setTimeout(() => {
      retries.delete(timer)
      close(window)
    }, RETRY_DELAY)
    retries.add(timer)
  }

  const arm = (window: Window, date: Date): void => {
    alarms.get(window._id)?.clear()
    const clear = clock.setAlarm(date, () => {
      alarms.delete(window._id)
      close(window)
    })
    alarms.set(window._id, { window, clear })
  }

  // A window is as long as it was opened to be, however far the clock has gone back.
  clock.onSetBack(() => {
    const now = clock.now().getTime()
    for (const { window } of [...alarms.values()]) {
      arm(window, new Date(Math.min(Date.parse(window.until), now + window.length)))
    }
  })

  const start = async (live: LiveTrigger): Promise<string> => {
    const until = new Date(clock.now().getTime() + live.debounce)
    const { prefix } = live.instance
    const window = { prefix, trigger: live.doc._id, until: until.toISOString(), length: live.debounce }
    const stored = await documents.put(WINDOWS, { _id: randomUUID(), ...window })
    arm({ ...window, _id: stored._id, _rev: stored._rev }, until)
    onHeld(live, until)
    return stored._id
  }

  const stored = async (): Promise<Window[]> => {
    try {
      const { rows } = await documents.list(WINDOWS, { include_docs: true })
      return rows.map(row => row.doc as unknown as Window).filter(({ _id }) => !_id.includes('/'))
    } catch (error) {
      if (isNotFound(error)) return []
      throw error
    }
  }

  return {
    hold: async (live, payload) => {
      let window = open.get(live.key)
      if (!window) {
        window = start(live).catch((error: unknown) => {
          // The next event tries again.
          open.delete(live.key)
          throw error
        })
        open.set(live.key, window)
      }
      const id = await window
      if (payload !== undefined) await gather(id, payload)
    },
    resume: async () => {
      for (const window of await stored()) {
        if (alarms.has(window._id)) continue
        if (leases.shared) foreign.add(window._id)
        else open.set(`${window.prefix}/${window.trigger}`, Promise.resolve(window._id))
        arm(window, new Date(window.until))
      }
    },
    stop: () => {
      stopped = true
      for (const { clear } of alarms.values()) clear()
      alarms.clear()
      for (const timer of retries) clearTimeout(timer)
    }
  }
}
