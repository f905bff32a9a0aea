import { TriggerError } from '../errors.js'
import { FieldError, parseField, type Field } from './field.js'
import { scheduleOf, type Schedule } from './schedule.js'
import { UNITS } from './units.js'
import { findZone, UTC } from './zone.js'

/** What a cron expression says: a schedule, or a plain interval (`@every 1h`). */
export type CronExpression =
  | { kind: 'schedule'; schedule: Schedule; fieldCount: number }
  | { kind: 'every'; duration: string; position: number }

/** What robfig/cron calls descriptors: the stack's parser knows them too (model/job/trigger_cron.go). */
const DESCRIPTORS: Readonly<Record<string, string>> = {
  '@yearly': '0 0 0 1 1 *',
  '@annually': '0 0 0 1 1 *',
  '@monthly': '0 0 0 1 * *',
  '@weekly': '0 0 0 * * 0',
  '@daily': '0 0 0 * * *',
  '@midnight': '0 0 0 * * *',
  '@hourly': '0 0 * * * *'
}

/** What stands between white space as Go's `strings.Fields` has it. */
const WORD = /(?:[^\s\u0085]|\ufeff)+/g

/** Reads a cron expression by the rules of robfig/cron 3.0.1 with optional seconds and descriptors. */
export function parseCronExpression(text: string): CronExpression {
  const { zone, start } = zoneAt(text)
  const spec = text.slice(start)
  if (spec.startsWith('@every ')) {
    return { kind: 'every', duration: spec.slice('@every '.length), position: start + '@every '.length }
  }
  if (spec.startsWith('@')) {
    const fields = Object.hasOwn(DESCRIPTORS, spec) ? DESCRIPTORS[spec] : undefined
    if (fields === undefined) {
      const known = [...Object.keys(DESCRIPTORS), '@every 1h'].join(', ')
      throw refuse(
        text,
        `there is no descriptor ${JSON.stringify(spec)}`,
        `Write six fields or one of ${known}`,
        spec,
        start
      )
    }
    return { kind: 'schedule', schedule: scheduleOf(readFields(fields, fields, 0), zone), fieldCount: 6 }
  }
  const fields = readFields(text, spec, start)
  const fieldCount = fields.length
  if (fieldCount === 5) fields.unshift(parseField('0', UNITS[0]))
  return { kind: 'schedule', schedule: scheduleOf(fields, zone), fieldCount }
}

/** `TZ=Europe/Paris 0 0 5 * * *`: the zone, and where the fields start. */
function zoneAt(text: string): { zone: typeof UTC; start: number } {
  const prefix = /^(?:CRON_)?TZ=/.exec(text)?.[0]
  if (prefix === undefined) return { zone: UTC, start: 0 }
  const space = text.indexOf(' ')
  const name = text.slice(prefix.length, space === -1 ? undefined : space)
  const zone = findZone(name)
  const place = [name, prefix.length] as const
  if (zone === undefined) {
    throw refuse(
      text,
      `there is no time zone ${JSON.stringify(name)}`,
      'Write a name such as "Europe/Paris"',
      ...place
    )
  }
  // Here the real stack crashes (its parser slices before the start of the text).
  if (space === -1)
    throw refuse(text, 'no fields follow the time zone', 'Write six fields after it', ...place)
  return { zone, start: text.length - text.slice(space).trimStart().length }
}

function readFields(text: string, spec: string, start: number): Field[] {
  const words = [...spec.matchAll(WORD)].map(match => ({ word: match[0], at: start + match.index }))
  if (words.length !== 5 && words.length !== 6) {
    const count =
      words.length === 0 ? 'it is empty' : `it has ${words.length} field${words.length === 1 ? '' : 's'}`
    const advice = 'Write six: second, minute, hour, day of month, month, day of week'
    throw refuse(text, count, advice, spec, start)
  }
  const units = words.length === 5 ? UNITS.slice(1) : UNITS
  return words.map(({ word, at }, index) => {
    const unit = units[index]!
    try {
      return parseField(word, unit)
    } catch (error) {
      if (!(error instanceof FieldError)) throw error
      throw refuse(text, `in the field for the ${unit.name}, ${error.why}`, error.advice, word, at)
    }
  })
}

function refuse(text: string, why: string, advice: string, part: string, position: number): TriggerError {
  return new TriggerError({
    code: 'bad-cron',
    subject: `the cron expression ${JSON.stringify(text)}`,
    why,
    advice,
    part,
    position
  })
}
