import type { Clock } from '../../stack.js'

/** Milliseconds after which the clock is looked at again: while a machine sleeps its timers stand still. */
const LONGEST_TIMER = 60_000

/** Calls `ring` once the clock has reached `date`; answers what prevents it. */
export const setAlarm = (clock: Clock, date: Date, ring: () => void): (() => void) => {
  let timer: NodeJS.Timeout | undefined
  const wait = (): void => {
    const left = date.getTime() - clock.now().getTime()
    timer = setTimeout(left <= 0 ? ring : wait, Math.max(0, Math.min(left, LONGEST_TIMER)))
  }
  wait()
  return () => clearTimeout(timer)
}
