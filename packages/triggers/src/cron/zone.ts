/** Where a schedule's clock stands. Times are milliseconds; the wall clock is written as if it were UTC. */
export interface Zone {
  name: string
  /** What to add to an instant to have what the clock shows. */
  offset(time: number): number
  /** The instant at which the clock shows `wall`; where the clock skips it, the first instant after. */
  instant(wall: number): number
}

/** The zone of every trigger that names none: production's clock. */
export const UTC: Zone = { name: 'UTC', offset: () => 0, instant: wall => wall }

/** A zone of the IANA database; undefined for a name that it lacks. */
export function findZone(name: string): Zone | undefined {
  if (name === '' || name === 'UTC' || name === 'Local') return UTC
  // Intl takes offsets and any case; Go's time.LoadLocation takes names alone.
  if (!/^[A-Za-z]/.test(name)) return undefined
  try {
    return zoneOf(name, formatter(name))
  } catch {
    return undefined
  }
}

function formatter(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric'
  })
}

function zoneOf(name: string, format: Intl.DateTimeFormat): Zone {
  function offset(time: number): number {
    if (Number.isNaN(new Date(time).getTime())) return NaN
    const part: Record<string, number> = {}
    for (const { type, value } of format.formatToParts(time)) part[type] = Number(value)
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(time / 1_000) * 1_000
  }
  function instant(wall: number): number {
    const time = wall - offset(wall - offset(wall))
    const shown = time + offset(time)
    // In the hour that spring skips the clock never shows `wall`: go on by what is missing.
    return shown < wall ? time + (wall - shown) : time
  }
  return { name, offset, instant }
}
