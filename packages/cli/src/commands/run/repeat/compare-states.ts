import type { CozyState } from './cozy-state.js'

/** What two Cozies have that the other one lacks, by doctype. */
export interface StateDifference {
  doctype: string
  /** Only in the second one: what was doubled, or changed. */
  more: string[]
  /** Only in the first one: what was lost, or changed. */
  less: string[]
}

const without = (list: readonly string[], other: readonly string[]): string[] => {
  const left = new Map<string, number>()
  for (const text of other) left.set(text, (left.get(text) ?? 0) + 1)
  return list.filter(text => {
    const count = left.get(text) ?? 0
    left.set(text, count - 1)
    return count <= 0
  })
}

/** Empty where both hold the same documents and files, as often. */
export const compareStates = (before: CozyState, after: CozyState): StateDifference[] =>
  [...new Set([...before.keys(), ...after.keys()])].sort().flatMap(doctype => {
    const [one, other] = [before.get(doctype) ?? [], after.get(doctype) ?? []]
    const [more, less] = [without(other, one), without(one, other)]
    return more.length + less.length > 0 ? [{ doctype, more, less }] : []
  })
