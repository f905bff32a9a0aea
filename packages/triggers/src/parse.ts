import type { Trigger, TriggerKind, TriggerSource } from './api.js'
import { TriggerError } from './errors.js'
import { KINDS, STACK_KINDS } from './kinds.js'
import { nearest } from './suggest.js'

/**
 * Reads a trigger as the jobs API has it. What the real stack accepts is accepted; `warnings` says what is surely wrong.
 *
 * @throws {@link TriggerError}, its position counted in `source.arguments`.
 * @example parseTrigger({ type: '@cron', arguments: '0 0 5 * * *' }).describe() // 'every day at 05:00 UTC'
 */
export function parseTrigger(source: TriggerSource): Trigger {
  const kind = source.type
  if (!isKind(kind)) throw unknownKind(kind)
  return {
    kind,
    type: source.type,
    arguments: source.arguments,
    ...KINDS[kind](source.arguments, source.seed)
  }
}

/**
 * Reads a trigger as a manifest has it, kind and arguments in one text.
 *
 * @throws {@link TriggerError}, its position counted in `text`.
 * @example parseTriggerText('@event io.cozy.bills:CREATED').doctypes // ['io.cozy.bills']
 */
export function parseTriggerText(text: string): Trigger {
  const source = splitTriggerText(text)
  try {
    return parseTrigger(source)
  } catch (error) {
    if (!(error instanceof TriggerError) || !isKind(source.type)) throw error
    throw error.shifted(text.indexOf(source.arguments, source.type.length))
  }
}

/** Kind and arguments of a manifest's trigger, cut as the real stack does (model/app/webapp.go, CreateServiceTrigger). */
export function splitTriggerText(text: string): TriggerSource {
  const space = text.indexOf(' ')
  if (space === -1) return { type: text.trim(), arguments: '' }
  return { type: text.slice(0, space).trim(), arguments: text.slice(space + 1).trim() }
}

/** Whether the real stack makes no trigger at all for this text of a manifest: the service runs when it is called. */
export function isProgrammatic(text: string): boolean {
  return splitTriggerText(text).type === '' || text === '@at 2000-01-01T00:00:00.000Z'
}

function isKind(type: string): type is TriggerKind {
  return Object.hasOwn(KINDS, type)
}

function unknownKind(type: string): TriggerError {
  const place = { part: type, position: 0, subject: `the trigger ${JSON.stringify(type)}` }
  const meant = nearest(type, STACK_KINDS)
  return new TriggerError({
    code: 'unknown-kind',
    ...place,
    why: type === '' ? 'it has no kind' : `there is no kind ${JSON.stringify(type)}`,
    advice: meant === undefined ? `Use one of ${STACK_KINDS.join(', ')}` : `Did you mean ${meant}?`
  })
}
