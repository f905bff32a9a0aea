import type { Period, Window } from './parse.js'

/** FNV-1a: the same number for the same text on every machine. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193) >>> 0
  return value
}

/**
 * One moment of a window as six cron fields, always the same for the same seed: a weekly trigger runs on the same day
 * each week. Where in its window it lies is not what the real stack would pick, whose numbers come from Go's generator.
 */
export function pickMoment(period: Period, window: Window, seed: string): string {
  const draw = (of: string, count: number): number => hash(`${of}/${seed}`) % count
  const [second, minute] = [draw('second', 60), draw('minute', 60)]
  if (period === '@hourly') return `${second} ${minute} * * * *`
  const hour = window.from + draw('hour', window.until - window.from)
  const clock = `${second} ${minute} ${hour}`
  if (period === '@daily') return `${clock} * * *`
  if (period === '@weekly') return `${clock} * * ${window.weekdays[draw('weekday', window.weekdays.length)]}`
  return `${clock} ${window.dates[draw('date', window.dates.length)]} * *`
}
