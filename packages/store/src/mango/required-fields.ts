import { joinField } from './field-path.js'
import type { Selector } from './selector.js'

/** Which of the fields a document can lack and still match the selector, as CouchDB reckons it. */
export function unrequired(selector: Selector, fields: ReadonlySet<string>): Set<string> {
  switch (selector.kind) {
    case 'and': {
      let rest = new Set(fields)
      for (const part of selector.parts) rest = unrequired(part, rest)
      return rest
    }
    case 'or':
      // Every branch must ask for a field.
      return new Set(selector.parts.flatMap(part => [...unrequired(part, fields)]))
    case 'field': {
      const { operator } = selector.condition
      if (operator === '$exists' && selector.condition.argument === false) return new Set(fields)
      const rest = new Set(fields)
      rest.delete(joinField(selector.path))
      return rest
    }
    default:
      return new Set(fields)
  }
}

/** Whether each document that matches has the same value there, so that it is of no weight in a sort. */
export function isConstant(selector: Selector, field: string): boolean {
  if (selector.kind === 'and') return selector.parts.some(part => isConstant(part, field))
  return (
    selector.kind === 'field' && joinField(selector.path) === field && selector.condition.operator === '$eq'
  )
}

/** The names of all fields that a selector looks at. */
export function fieldsOf(selector: Selector): string[] {
  if ('parts' in selector) return selector.parts.flatMap(fieldsOf)
  return selector.kind === 'field' ? [joinField(selector.path)] : []
}
