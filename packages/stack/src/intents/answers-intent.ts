import { isObject, textOf } from '../engine/execution/attempt.js'

interface Wanted {
  action: string
  type: string
}

const typesOf = (declared: Record<string, unknown>): unknown[] =>
  Array.isArray(declared.type) ? (declared.type as unknown[]) : []

/** `image/*` stands for each kind of image. */
const fits = (type: unknown, wanted: string): boolean =>
  type === wanted ||
  (typeof type === 'string' && type.endsWith('/*') && type.split('/')[0] === wanted.split('/')[0])

/** The page of a manifest that answers an intent, as its `href` names it; undefined where it has none. */
export const answersIntent = (
  { intents }: Readonly<Record<string, unknown>>,
  { action, type }: Wanted
): string | undefined => {
  if (!Array.isArray(intents)) return undefined
  const found = (intents as unknown[]).find(
    (declared): declared is Record<string, unknown> =>
      isObject(declared) &&
      textOf(declared.action).toLowerCase() === action.toLowerCase() &&
      typesOf(declared).some(one => fits(one, type))
  )
  return found && textOf(found.href)
}
