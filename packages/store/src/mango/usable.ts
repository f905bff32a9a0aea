import type { IndexDefinition } from './index-definition.js'
import { indexableFields } from './ranges.js'
import { isConstant, unrequired } from './required-fields.js'
import type { Selector } from './selector.js'

/** Every document has these. */
const ALWAYS_THERE = new Set(['_id', '_rev'])

/**
 * Whether the index has a row for each document that can match, and its order is the one asked for. A document
 * without one of the columns has no row; one without a field of the sort is not in the answer either.
 */
export function isUsable(index: IndexDefinition, selector: Selector, sortFields: readonly string[]): boolean {
  if (asksForText(selector)) return false
  const needed = index.columns.filter(column => !sortFields.includes(column) && !ALWAYS_THERE.has(column))
  return unrequired(selector, new Set(needed)).size === 0 && canSort(index.columns, sortFields, selector)
}

/** The list of all documents, which is in the order of their ids. */
export const areAllDocumentsUsable = (selector: Selector, sortFields: readonly string[]): boolean =>
  sortFields.length === 0 ||
  (sortFields.length === 1 && sortFields[0] === '_id' && indexableFields(selector).includes('_id'))

const asksForText = (selector: Selector): boolean =>
  selector.kind === 'text' || ('parts' in selector && selector.parts.some(asksForText))

/** The sort must be the beginning of the columns; columns before it that have one value are no hindrance. */
function canSort(columns: readonly string[], sortFields: readonly string[], selector: Selector): boolean {
  if (sortFields.length === 0) return true
  const [first, ...rest] = columns
  if (first === undefined) return false
  if (first === sortFields[0]) return sortFields.every((field, i) => columns[i] === field)
  return isConstant(selector, first) && canSort(rest, sortFields, selector)
}
