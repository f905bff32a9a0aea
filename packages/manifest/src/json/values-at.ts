import { membersOf } from './is-object.js'
import type { Step } from './json-tree.js'

/** A value and where it stands. */
export interface Place {
  path: readonly Step[]
  value: unknown
}

const stepInto = ({ path, value }: Place, part: string): Place[] => {
  if (part === '[]') {
    return Array.isArray(value)
      ? value.map((item: unknown, index) => ({ path: [...path, index], value: item }))
      : []
  }
  return membersOf(value)
    .filter(([name]) => part === '*' || part === name)
    .map(([name, member]) => ({ path: [...path, name], value: member }))
}

/** The values at a path of the table, such as `services.*.file` or `platforms[].type`. */
export const valuesAt = (root: unknown, pattern: string): Place[] =>
  pattern
    .replaceAll('[]', '.[]')
    .split('.')
    .reduce<Place[]>(
      (places, part) => places.flatMap(place => stepInto(place, part)),
      [{ path: [], value: root }]
    )
