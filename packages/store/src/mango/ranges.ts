import { collate, HIGHEST, LOWEST } from './collation.js'
import { joinField, type Path } from './field-path.js'
import type { Condition, Selector } from './selector.js'

/** The values of one field that a selector lets through. `equal`: there is one. */
export interface Range {
  low: unknown
  lowIncluded: boolean
  high: unknown
  highIncluded: boolean
}

/** `empty`: no value can match. */
export type FieldRange = Range | 'empty'

const INDEXABLE = new Set(['$lt', '$lte', '$eq', '$gt', '$gte', '$beginsWith', '$exists'])

const EVERYTHING: Range = { low: LOWEST, lowIncluded: false, high: HIGHEST, highIncluded: false }

/** The fields, by their names, that an index can narrow: those compared in an `$and`, and nowhere else. */
export function indexableFields(selector: Selector): string[] {
  return [...indexablePaths(selector).keys()].sort()
}

function indexablePaths(selector: Selector): Map<string, Path> {
  if (selector.kind === 'and') return new Map(selector.parts.flatMap(part => [...indexablePaths(part)]))
  if (selector.kind !== 'field' || !INDEXABLE.has(selector.condition.operator)) return new Map()
  return new Map([[joinField(selector.path), selector.path]])
}

/**
 * The range of each indexable field. As in CouchDB, a field without any possible value is the only one given
 * beside those before it: nothing else needs to be known.
 */
export function fieldRanges(selector: Selector): Map<string, FieldRange> {
  const ranges = new Map<string, FieldRange>()
  for (const field of indexableFields(selector)) {
    const range = rangeOf(selector, field, EVERYTHING)
    if (range === 'empty') return new Map([[field, range]])
    ranges.set(field, range)
  }
  return ranges
}

function rangeOf(selector: Selector, field: string, range: Range): FieldRange {
  if (selector.kind === 'and') {
    let narrowed: FieldRange = range
    for (const part of selector.parts) {
      if (narrowed === 'empty') return narrowed
      narrowed = rangeOf(part, field, narrowed)
    }
    return narrowed
  }
  if (selector.kind !== 'field' || joinField(selector.path) !== field) return range
  return narrow(selector.condition, range)
}

function narrow(condition: Condition, range: Range): FieldRange {
  if (!('argument' in condition)) return range
  const { operator, argument } = condition
  switch (operator) {
    case '$gt':
    case '$gte':
      return above(range, argument, operator === '$gte')
    case '$lt':
    case '$lte':
      return below(range, argument, operator === '$lte')
    case '$eq':
      return between(range, argument, argument)
    case '$beginsWith':
      // U+FFFF is what sorts last of all characters.
      return between(range, argument, `${argument as string}\uffff`)
    default:
      return range
  }
}

function between(range: Range, low: unknown, high: unknown): FieldRange {
  const narrowed = above(range, low, true)
  return narrowed === 'empty' ? narrowed : below(narrowed, high, true)
}

function above(range: Range, low: unknown, included: boolean): FieldRange {
  const order = collate(low, range.low)
  if (order < 0) return range
  const lowIncluded = order === 0 ? included && range.lowIncluded : included
  return unlessEmpty({ ...range, low, lowIncluded })
}

function below(range: Range, high: unknown, included: boolean): FieldRange {
  const order = collate(high, range.high)
  if (order > 0) return range
  const highIncluded = order === 0 ? included && range.highIncluded : included
  return unlessEmpty({ ...range, high, highIncluded })
}

function unlessEmpty(range: Range): FieldRange {
  const order = collate(range.low, range.high)
  return order > 0 || (order === 0 && !(range.lowIncluded && range.highIncluded)) ? 'empty' : range
}
