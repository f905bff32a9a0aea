import type { FieldPairs, Fields, FieldValue } from './api.js'

const textOf = (value: Exclude<FieldValue, null | undefined>): string =>
  value instanceof Date ? value.toISOString() : String(value)

const valuesOf = (value: Fields[string]): readonly FieldValue[] =>
  Array.isArray(value) ? (value as readonly FieldValue[]) : [value as FieldValue]

const isPairs = (fields: Fields | FieldPairs): fields is FieldPairs => Array.isArray(fields)

/** Names and values in the order of sending. */
export const pairsOf = (fields: Fields | FieldPairs | URLSearchParams): [string, string][] => {
  if (fields instanceof URLSearchParams) return [...fields]
  if (isPairs(fields)) return fields.map(([name, value]) => [name, value])
  return Object.entries(fields).flatMap(([name, value]) =>
    valuesOf(value).flatMap((one): [string, string][] =>
      one === null || one === undefined ? [] : [[name, textOf(one)]]
    )
  )
}

/** An address from the root of the site or relative to it, with more in its query. */
export const addressOf = (
  url: string | URL,
  baseUrl?: string | URL,
  query?: Fields | URLSearchParams | string
): URL => {
  const address = new URL(url, baseUrl)
  if (query === undefined) return address
  const more =
    typeof query === 'string' ? query.replace(/^\?/, '') : new URLSearchParams(pairsOf(query)).toString()
  // Not by searchParams: it would write anew what the address says already, where a space may be %20.
  if (more !== '') address.search = address.search === '' ? more : `${address.search}&${more}`
  return address
}
