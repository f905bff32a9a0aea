import { TriggerError } from '../errors.js'
import type { KindBehaviour } from '../kinds.js'
import { parseRfc3339 } from '../rfc3339.js'
import { atOnceIfPast } from './once.js'

/** `@at 2040-12-12T15:36:25.507Z`: once, at a date. */
export function parseAt(args: string): KindBehaviour {
  const at = parseRfc3339(args)
  if (at === undefined) {
    throw new TriggerError({
      code: 'bad-date',
      subject: `the date ${JSON.stringify(args)}`,
      why: args === '' ? 'it is empty' : 'it is no date of the form YYYY-MM-DDTHH:mm:ss.sssZ',
      advice: 'Write a UTC date, such as "2040-12-12T15:36:25.507Z"',
      part: args,
      position: 0
    })
  }
  return {
    doctypes: [],
    once: true,
    matches: () => false,
    next: (after, start) => atOnceIfPast(at, after, start),
    describe: () => `once, on ${new Date(at).toISOString().slice(0, 19).replace('T', ' at ')} UTC`,
    warnings: []
  }
}
