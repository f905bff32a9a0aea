import type { AlarmClock } from '../../clock/clock.js'
import type { LiveTrigger } from '../triggers/live-trigger.js'

/** Fires the triggers that follow the clock. */
export interface Schedule {
  /** Sets the next alarm of a trigger, in place of the one it had; nothing for a trigger that listens to changes. */
  set(live: LiveTrigger): void
  cancel(live: LiveTrigger): void
  stop(): void
}

/** A moment before the trigger's creation is said to be the one after it, which a clock that stands still never reaches. */
const atOnce = ({ trigger, createdAt }: LiveTrigger, due: Date): boolean =>
  trigger.once && due.getTime() - createdAt.getTime() <= 1

/**
 * `fire` is called at each date; what is missed while the stack is down fires once at the start for the kinds that fire
 * once, and not at all for the others, as on the real stack.
 */
export const createSchedule = (clock: AlarmClock, fire: (live: LiveTrigger, due: Date) => void): Schedule => {
  const alarms = new Map<string, { live: LiveTrigger; clear: () => void }>()

  const cancel = ({ key }: LiveTrigger): void => {
    alarms.get(key)?.clear()
    alarms.delete(key)
  }

  const arm = (live: LiveTrigger, after: Date): void => {
    const due = live.trigger.next(after, live.createdAt)
    if (!due) return
    const ring = (): void => {
      alarms.delete(live.key)
      // Set before it fires: what a trigger does must not delay its next date.
      if (!live.trigger.once) arm(live, new Date(Math.max(due.getTime(), clock.now().getTime())))
      fire(live, due)
    }
    alarms.set(live.key, { live, clear: clock.setAlarm(atOnce(live, due) ? clock.now() : due, ring) })
  }

  const set = (given: LiveTrigger): void => {
    cancel(given)
    const now = clock.now()
    // What counts from its creation would wait until the clock is back at that.
    const live = given.createdAt > now ? { ...given, createdAt: now } : given
    arm(live, live.trigger.once ? live.createdAt : now)
  }

  // Else a trigger would wait until the clock is where it was, and then for its next date.
  clock.onSetBack(() => {
    for (const { live } of [...alarms.values()]) set(live)
  })

  return {
    set,
    cancel,
    stop: () => {
      for (const { clear } of alarms.values()) clear()
      alarms.clear()
    }
  }
}
