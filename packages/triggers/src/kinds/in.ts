import { parseDuration } from '../duration.js'
import type { KindBehaviour } from '../kinds.js'
import { triggerDuration } from './trigger-duration.js'
import { atOnceIfPast } from './once.js'

/** `@in 1h30m`: once, so long after the trigger was created; a negative duration fires at once, as on the real stack. */
export function parseIn(args: string): KindBehaviour {
  const delay = triggerDuration('@in', args, parseDuration)
  return {
    doctypes: [],
    once: true,
    matches: () => false,
    next(after, start = after) {
      return atOnceIfPast(start.getTime() + delay, after, start)
    },
    describe: () => (delay > 0 ? `once, ${args} after its creation` : 'once, as soon as it is created'),
    warnings: delay > 0 ? [] : [`"${args}" lies in the past: it fires as soon as it is created`]
  }
}
