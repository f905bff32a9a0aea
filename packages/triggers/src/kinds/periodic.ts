import type { KindBehaviour } from '../kinds.js'
import { parseWindow, type Period, type Window } from '../periodic/parse.js'
import { pickMoment } from '../periodic/pick.js'
import { parseCron } from './cron.js'

/** `@daily before 5am`: once a period, at a moment of its window that `seed` picks. */
export function parsePeriodic(period: Period): (args: string, seed?: string) => KindBehaviour {
  return (args, seed = args) => {
    const window = parseWindow(period, args)
    return { ...parseCron(pickMoment(period, window, seed)), warnings: warningsOf(period, args, window) }
  }
}

function warningsOf(period: Period, args: string, { dates, from, until }: Window): string[] {
  const warnings: string[] = []
  if (period === '@hourly' && (from > 0 || until < 24)) {
    warnings.push(`"${args}" changes nothing: @hourly fires in every hour`)
  }
  const rare = dates.filter(date => date > 28)
  if (rare.length > 0) {
    warnings.push(`"${args}" may fire on a day that not every month has: the month passes without a run then`)
  }
  return warnings
}
