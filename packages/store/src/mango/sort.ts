import { StoreError } from '../errors.js'
import { printPretty } from './erlang-term.js'
import { joinField, parseField } from './field-path.js'
import { isObject } from './parse-selector.js'

export type Direction = 'asc' | 'desc'

/** A field, by its name, and where it goes. */
export type SortField = [field: string, direction: Direction]

const invalidField = (value: unknown): StoreError =>
  new StoreError('invalid_sort_field', `Invalid sort field: ${printPretty(value)}`)

function parseSortField(value: unknown): SortField {
  if (typeof value === 'string' && value !== '') return [joinField(parseField(value)), 'asc']
  const entries = isObject(value) ? Object.entries(value) : []
  const [name, direction] = entries[0] ?? []
  if (entries.length !== 1 || name === undefined || (direction !== 'asc' && direction !== 'desc')) {
    throw invalidField(value)
  }
  return [joinField(parseField(name)), direction]
}

/** The columns of an index, or of a sort. Throws `invalid_sort_json`, `invalid_sort_field`, `unsupported_mixed_sort`. */
export function parseSort(value: unknown): SortField[] {
  if (!Array.isArray(value)) {
    throw new StoreError(
      'invalid_sort_json',
      `Sort must be an array of sort specs, not: ${printPretty(value)}`
    )
  }
  const fields = value.map(parseSortField)
  if (new Set(fields.map(([, direction]) => direction)).size > 1) {
    throw new StoreError(
      'unsupported_mixed_sort',
      'Sorts currently only support a single direction for all fields.'
    )
  }
  return fields
}
