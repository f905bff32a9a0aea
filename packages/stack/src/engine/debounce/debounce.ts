import type { DocumentStore } from '@cozy-jobs/store'
import { randomUUID } from 'node:crypto'
import type { Clock } from '../../stack.js'
import { isNotFound } from '../jobs/job-store.js'
import { setAlarm } from '../schedule/alarm.js'
import type { LiveTrigger } from '../triggers/live-trigger.js'

/** In the stack's own part of the store: the windows that are open, so that a crash loses no event. */
const WINDOWS = 'engine.debounces'

interface Window {
  _id: string
  _rev: string
  prefix: string
  trigger: string
  until: string
}

/** Milliseconds until a window whose job could not be stored is tried again. */
const RETRY_DELAY = 1000

/** Makes one job of the events that come within a trigger's window, at the window's end. */
export interface Debounce {
  /** Opens a window, or joins the one that is open. Settled once the window is stored. */
  hold(live: LiveTrigger): Promise<void>
  /** Takes up the windows of the last run: those that have ended meanwhile fire now. */
  resume(): Promise<void>
  /** The windows stay stored, for the next start. */
  stop(): void
}

export interface DebounceParts {
  /** Of the stack itself. */
  documents: DocumentStore
  clock: Clock
  onHeld: (live: LiveTrigger, until: Date) => void
  /** Stores the job; the window is forgotten afterwards. */
  fire: (prefix: string, trigger: string) => Promise<void>
  /** Looks after what nobody waits for. */
  guard: (firing: Promise<void>) => void
}

/** No window is open at first. */
export const createDebounce = ({ documents, clock, onHeld, fire, guard }: DebounceParts): Debounce => {
  const open = new Map<string, Promise<void>>()
  const alarms = new Set<() => void>()
  let stopped = false

  const end = async (window: Window): Promise<void> => {
    // First of all: an event that comes while the job is being stored opens a window of its own.
    open.delete(`${window.prefix}/${window.trigger}`)
    await fire(window.prefix, window.trigger)
    await documents.remove(WINDOWS, window._id, window._rev)
  }

  const arm = (window: Window, date: Date): void => {
    const cancel = setAlarm(clock, date, () => {
      alarms.delete(cancel)
      guard(
        end(window).catch((error: unknown) => {
          if (!stopped) arm(window, new Date(clock.now().getTime() + RETRY_DELAY))
          throw error
        })
      )
    })
    alarms.add(cancel)
  }

  const start = async (live: LiveTrigger): Promise<void> => {
    const until = new Date(clock.now().getTime() + live.debounce)
    const window = { prefix: live.instance.prefix, trigger: live.doc._id, until: until.toISOString() }
    const stored = await documents.put(WINDOWS, { _id: randomUUID(), ...window })
    arm({ ...window, _id: stored._id, _rev: stored._rev }, until)
    onHeld(live, until)
  }

  const stored = async (): Promise<Window[]> => {
    try {
      const { rows } = await documents.list(WINDOWS, { include_docs: true })
      return rows.map(row => row.doc as unknown as Window)
    } catch (error) {
      if (isNotFound(error)) return []
      throw error
    }
  }

  return {
    hold: live => {
      const joined = open.get(live.key)
      if (joined) return joined
      const window = start(live).catch((error: unknown) => {
        // The next event tries again.
        open.delete(live.key)
        throw error
      })
      open.set(live.key, window)
      return window
    },
    resume: async () => {
      for (const window of await stored()) {
        open.set(`${window.prefix}/${window.trigger}`, Promise.resolve())
        arm(window, new Date(window.until))
      }
    },
    stop: () => {
      stopped = true
      for (const cancel of alarms) cancel()
      alarms.clear()
    }
  }
}
