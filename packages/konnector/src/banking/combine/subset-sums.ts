/** What is added up: all of it in thousandths. */
export interface Summand {
  /** What was paid: more than 0. */
  paid: number
  /** What is linked to the operation: the bill's own amount. */
  linked: number
  /** One bit for each kind of criteria; a subset has those of its members. */
  kind: number
}

/** A subset, as a list from its first member on. */
export interface Subset extends Summand {
  position: number
  rest: Subset | undefined
}

/** Steps that may still be taken; shared by all searches of one matching. */
export interface Effort {
  left: number
}

/** Whether one subset of the same size stands before the other: by first member, then by second, … */
export const standsBefore = (one: Subset, other: Subset): boolean => {
  let a: Subset | undefined = one
  let b: Subset | undefined = other
  while (a && b) {
    if (a.position !== b.position) return a.position < b.position
    a = a.rest
    b = b.rest
  }
  return false
}

export const membersOf = (subset: Subset): number[] => {
  const members: number[] = []
  for (let node: Subset | undefined = subset; node; node = node.rest) members.push(node.position)
  return members
}

interface Bounds {
  /** The most members of a subset. */
  size: number
  /** Sums over this are of no use. */
  most: number
  /** Whether subsets that differ in what is linked are told apart; else the one with the least of it is kept. */
  exact: boolean
  effort: Effort
}

const keyOf = ({ paid, linked, kind }: Summand, exact: boolean): number | string => {
  if (exact) return `${paid} ${linked} ${kind}`
  return kind === 1 ? paid : `${paid} ${kind}`
}

/**
 * The sums that subsets have, by size: for each sum the subset that stands first. Dynamic programming from the last
 * summand to the first: its cost is the number of summands times that of different sums, not that of subsets. Once
 * the effort is spent, what was found so far is the answer: every subset in it is one, some are missing.
 */
export const subsetSums = (
  summands: readonly Summand[],
  { size, most, exact, effort }: Bounds
): Iterable<Subset>[] => {
  const bySize = Array.from(
    { length: Math.min(size, summands.length) + 1 },
    () => new Map<number | string, Subset>()
  )
  for (let position = summands.length - 1; position >= 0; position--) {
    const summand = summands[position]
    if (!summand) continue
    // From large to small, so that no subset takes the same summand twice.
    for (let length = bySize.length - 1; length >= 1; length--) {
      const larger = bySize[length]
      const smaller: Iterable<Subset | undefined> =
        length === 1 ? [undefined] : (bySize[length - 1]?.values() ?? [])
      for (const rest of smaller) {
        if (effort.left-- <= 0) return bySize.map(subsets => subsets.values())
        const subset: Subset = {
          position,
          rest,
          paid: summand.paid + (rest?.paid ?? 0),
          linked: summand.linked + (rest?.linked ?? 0),
          kind: summand.kind | (rest?.kind ?? 0)
        }
        if (subset.paid > most) continue
        const key = keyOf(subset, exact)
        const known = exact ? undefined : larger?.get(key)
        if (!known || subset.linked <= known.linked) larger?.set(key, subset)
      }
    }
  }
  return bySize.map(subsets => subsets.values())
}
