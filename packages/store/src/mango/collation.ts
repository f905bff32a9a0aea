// English has the rules of the root locale, which CouchDB collates by; the locale of the machine may have others.
const collator = new Intl.Collator('en')

/** Above every JSON value: the end of a range that has none. */
export const HIGHEST = Symbol('highest')

/** Below every JSON value. */
export const LOWEST = Symbol('lowest')

const LITERALS = new Map<unknown, number>([
  [LOWEST, 0],
  [null, 1],
  [false, 2],
  [true, 3],
  [HIGHEST, 9]
])

function rank(value: unknown): number {
  const literal = LITERALS.get(value)
  if (literal !== undefined) return literal
  if (typeof value === 'number') return 4
  if (typeof value === 'string') return 5
  return Array.isArray(value) ? 6 : 7
}

/**
 * CouchDB's order of JSON values: null, false, true, numbers, strings by the rules of Unicode, arrays, objects.
 * Objects with the same members in another order differ, as they do there.
 */
export function collate(a: unknown, b: unknown): number {
  if (a === b) return 0
  const order = rank(a)
  const difference = order - rank(b)
  if (difference !== 0) return difference
  if (order === 4) return (a as number) - (b as number)
  if (order === 5) return collator.compare(a as string, b as string)
  if (order === 6) return collateArrays(a as unknown[], b as unknown[])
  return order === 7 ? collateObjects(a as object, b as object) : 0
}

export function collateArrays(a: readonly unknown[], b: readonly unknown[]): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const order = collate(a[i], b[i])
    if (order !== 0) return order
  }
  return a.length - b.length
}

function collateObjects(a: object, b: object): number {
  const left = Object.entries(a)
  const right = Object.entries(b)
  const length = Math.min(left.length, right.length)
  for (let i = 0; i < length; i++) {
    const order = collateArrays(left[i] as [string, unknown], right[i] as [string, unknown])
    if (order !== 0) return order
  }
  return left.length - right.length
}
