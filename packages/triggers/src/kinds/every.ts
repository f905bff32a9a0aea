import { parseDuration } from '../duration.js'
import type { KindBehaviour } from '../kinds.js'
import { triggerDuration } from './trigger-duration.js'

/** `@every 30m10s`: again and again. What is under a second counts as one, fractions of seconds are dropped (robfig/cron). */
export function parseEvery(args: string): KindBehaviour {
  return everyBehaviour(args, triggerDuration('@every', args, parseDuration))
}

/** The same for a duration in milliseconds: `@cron @every 1h` is accepted too. */
export function everyBehaviour(text: string, duration: number): KindBehaviour {
  const delay = Math.max(1_000, Math.trunc(duration / 1_000) * 1_000)
  return {
    doctypes: [],
    once: false,
    matches: () => false,
    next(after, start = after) {
      const origin = Math.floor(start.getTime() / 1_000) * 1_000
      const passed = Math.max(0, Math.floor((after.getTime() - origin) / delay))
      return validDate(origin + (passed + 1) * delay)
    },
    describe: () => (delay === duration ? `every ${text}` : `every ${delay / 1_000}s`),
    warnings: warningsOf(text, duration, delay)
  }
}

function warningsOf(text: string, duration: number, delay: number): string[] {
  if (duration < 1_000) return [`"${text}" is under a second: it fires every second`]
  if (delay !== duration) return [`"${text}" has a fraction of a second: it fires every ${delay / 1_000}s`]
  return []
}

/** A date past what JavaScript can count to (the year 275760) never comes. */
function validDate(time: number): Date | undefined {
  const date = new Date(time)
  return Number.isNaN(date.getTime()) ? undefined : date
}
