import { describeSchedule } from '../cron/describe.js'
import { parseCronExpression } from '../cron/parse.js'
import { nextTime, type Schedule } from '../cron/schedule.js'
import { parseDuration } from '../duration.js'
import { TriggerError } from '../errors.js'
import type { KindBehaviour } from '../kinds.js'
import { everyBehaviour } from './every.js'
import { triggerDuration } from './trigger-duration.js'

/** `@cron 0 0 5 * * *`: whenever the clock shows what the fields allow, in UTC unless a zone is named. */
export function parseCron(args: string): KindBehaviour {
  const expression = parseCronExpression(args)
  if (expression.kind === 'every') return every(expression)
  const { schedule, fieldCount } = expression
  return {
    doctypes: [],
    once: false,
    matches: () => false,
    next(after) {
      const time = nextTime(schedule, after.getTime())
      return time === undefined ? undefined : new Date(time)
    },
    describe: () => describeSchedule(schedule),
    warnings: warningsOf(args, schedule, fieldCount)
  }
}

function every({ duration, position }: { duration: string; position: number }): KindBehaviour {
  try {
    return everyBehaviour(duration, triggerDuration('@cron @every', duration, parseDuration))
  } catch (error) {
    throw error instanceof TriggerError ? error.shifted(position) : error
  }
}

/** In these forty years every date falls on every weekday. */
const ERA = { start: Date.UTC(2000, 0, 1), years: 40 }

function warningsOf(text: string, schedule: Schedule, fieldCount: number): string[] {
  const warnings: string[] = []
  if (fieldCount === 5) {
    warnings.push(
      `"${text}" has five fields: they are read without seconds, as "0 ${text.trim()}"; write all six`
    )
  }
  const { second, minute, hour } = schedule
  if (fieldCount === 6 && second.values.size === 60 && (minute.values.size < 60 || hour.values.size < 24)) {
    warnings.push(`"${text}" fires every second of each minute that it allows: the first field is the second`)
  }
  if (!everFires(schedule)) warnings.push(`"${text}" never fires: no date is like this`)
  return warnings
}

/** Looks on where one search ends: a search sees five years only, and a 29 February may lie farther away. */
function everFires(schedule: Schedule): boolean {
  for (let year = 0; year < ERA.years; year += 5) {
    if (nextTime(schedule, ERA.start + year * 365.25 * 86_400_000) !== undefined) return true
  }
  return false
}
