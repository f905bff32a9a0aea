import { createHash } from 'node:crypto'
import type { Installed } from '../installs/api.js'

/** By default konnectors run between midnight and five. */
const HOURS: readonly [number, number] = [0, 5]

/** Hours of `time_interval`, as the documentation has it; the real stack reads it and then always takes the default. */
const hoursOf = (interval: unknown): readonly [number, number] => {
  if (!Array.isArray(interval) || interval.length !== 2) return HOURS
  const [from, to] = interval as [unknown, unknown]
  const isHour = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 0
  return isHour(from) && isHour(to) && from < to && to <= 24 ? [from, to] : HOURS
}

/** Numbers that look random and are always the same for one name. */
const numbersFrom = (seed: string): ((below: number) => number) => {
  const digest = createHash('sha256').update(seed).digest()
  let at = 0
  return below => digest.readUInt32BE(4 * at++) % below
}

/**
 * The crontab of a konnector, from its manifest: weekly unless it says else, at a time of its own. The same each time
 * for one konnector, so that its accounts run together; the time is another than the real stack's.
 */
export const scheduleOf = ({ slug, frequency, time_interval }: Installed): string => {
  const pick = numbersFrom(slug)
  const [from, to] = hoursOf(time_interval)
  const [second, minute, hour] = [pick(60), pick(60), from + pick(to - from)]
  if (frequency === 'monthly') return `${second} ${minute} ${hour} ${1 + pick(28)} * *`
  if (frequency === 'hourly') return `${second} ${minute} * * * *`
  if (frequency === 'daily') return `${second} ${minute} ${hour} * * *`
  return `${second} ${minute} ${hour} * * ${pick(7)}`
}
