import { numberTooLarge } from './go-json-number.js'
import { invalidJsonReason } from './go-json-syntax.js'

/** What Go's decoder says of a text: its message is part of the API, word for word. */
export class GoJsonError extends Error {
  override name = 'GoJsonError'
}

/** Go stops at this depth, and V8 would run out of stack further down. */
const MAX_DEPTH = 10_000

const tooDeep = (text: string): boolean => {
  let depth = 0
  let inString = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (inString) {
      if (code === 92) i++
      else if (code === 34) inString = false
    } else if (code === 34) inString = true
    else if (code === 91 || code === 123) {
      if (++depth > MAX_DEPTH) return true
    } else if (code === 93 || code === 125) depth--
  }
  return false
}

/**
 * Reads the first JSON value of a text as Go's `json.Decoder` does: what follows it is ignored, and a refusal is worded
 * as Go words it.
 */
export const decodeJson = (text: string): unknown => {
  if (text.length > MAX_DEPTH && tooDeep(text)) throw new GoJsonError('exceeded max depth')
  try {
    return withinRange(text, JSON.parse(text))
  } catch (error) {
    if (error instanceof GoJsonError) throw error
    const found = invalidJsonReason(text)
    if (typeof found === 'string') throw new GoJsonError(found)
    const first = text.slice(0, found.end)
    return withinRange(first, JSON.parse(first))
  }
}

const withinRange = (text: string, value: unknown): unknown => {
  const number = numberTooLarge(text)
  if (number === undefined) return value
  throw new GoJsonError(`json: cannot unmarshal number ${number} into Go value of type float64`)
}

/** What Go calls the kind of a value in its refusals. */
export const goKind = (value: unknown): string =>
  Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value

/**
 * The same, for what must be an object; `type` is what Go calls it. `null` is refused too: the real stack fails with 500
 * on it.
 */
export const decodeObject = (text: string, type = 'map[string]interface {}'): Record<string, unknown> => {
  const value = decodeJson(text)
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>
  const kind = value === null ? 'null' : goKind(value)
  throw new GoJsonError(`json: cannot unmarshal ${kind} into Go value of type ${type}`)
}
