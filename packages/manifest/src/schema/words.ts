import { wantedByPattern, type JsonSchema } from '../attributes/shape.js'

const listed = (values: readonly unknown[]): string => values.map(value => JSON.stringify(value)).join(', ')

const range = ({ minimum, maximum }: JsonSchema): string => {
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`
  return minimum === undefined ? '' : ` from ${minimum}`
}

const listInWords = ({ items = {}, minItems, maxItems }: JsonSchema): string =>
  minItems !== undefined && minItems === maxItems
    ? `a list of ${minItems} items, each ${inWords(items)}`
    : `a list, each item ${inWords(items)}`

const objectInWords = ({ additionalProperties }: JsonSchema): string => {
  if (!additionalProperties) return 'an object'
  const members = additionalProperties.properties ? 'an object' : inWords(additionalProperties)
  return `an object, each member ${members}`
}

/** What a schema expects, in words: `a text`, `one of "a", "b"`, `a whole number from 0 to 24`. */
export const inWords = (schema: JsonSchema): string => {
  const { anyOf, enum: values, pattern, format, type } = schema
  if (anyOf) return anyOf.map(inWords).join(' or ')
  if (values) return values.length === 1 ? listed(values) : `one of ${listed(values)}`
  if (pattern !== undefined) return wantedByPattern(schema) ?? 'a text'
  if (format === 'regex') return 'a regular expression'
  if (type === 'boolean') return 'true or false'
  if (type === 'integer') return `a whole number${range(schema)}`
  if (type === 'array') return listInWords(schema)
  if (type === 'object') return objectInWords(schema)
  if (type === 'null') return 'null'
  return 'a text'
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false'
}

const LONGEST = 60

/** A value as it came, with its type where this is not plain to see: `42 (a number)`, `"yes" (a text)`. */
export const valueInWords = (value: unknown): string => {
  if (value === null) return 'null'
  const json = JSON.stringify(value)
  const shown = json.length > LONGEST ? `${json.slice(0, LONGEST)}…` : json
  if (typeof value === 'boolean') return shown
  const kind = Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : KINDS[typeof value]
  return `${shown} (${kind})`
}
