/** How far one registry has been read. */
export interface RegistryState {
  registry: string
  index: number
  /** Where this page starts in it; below 0 where it has no more. */
  cursor: number
  /** Where it ends, below 0 as long as that is not known. */
  ended: number
}

/** An application that one or several registries have. */
export interface ListedApp {
  slug: string
  /** Absent where it stands on another page. */
  app?: Record<string, unknown>
  /** By registry: the place behind it. */
  offsets: number[]
}

/** Go compares the JSON of the two values, byte by byte. */
const byField =
  (field: string, sign: 1 | -1) =>
  (a: ListedApp, b: ListedApp): number => {
    const [one, other] = [a, b].map(({ app }) => Buffer.from(JSON.stringify(app?.[field]) ?? ''))
    const order = Buffer.compare(one ?? Buffer.alloc(0), other ?? Buffer.alloc(0))
    return sign * (order || (a.slug < b.slug ? -1 : a.slug > b.slug ? 1 : 0))
  }

/** Moves the cursors behind one application that is on the page. */
const pass = (cursors: number[], offsets: readonly (number | undefined)[]): void => {
  const first = offsets.findIndex(offset => offset !== undefined && offset > 0)
  if (first < 0) return
  cursors[first] = offsets[first] ?? 0
  // A later registry that has it too is passed by as well, where it comes next there.
  for (let index = first + 1; index < cursors.length; index++) {
    const offset = offsets[index]
    if (offset !== undefined && cursors[index] === offset - 1) cursors[index] = offset
  }
}

/** One page: sorted, cut, and with the cursor of the next; none where every registry is at its end. */
export const pageOf = (
  states: readonly RegistryState[],
  apps: readonly ListedApp[],
  { sort, limit }: { sort: string; limit: number }
): { data: Record<string, unknown>[]; meta: { count: number; next_cursor?: string } } => {
  const reverse = sort.startsWith('-')
  const field = (reverse ? sort.slice(1) : sort) || 'slug'
  const shown = apps
    .filter(({ app }) => app !== undefined)
    .sort(byField(field, reverse ? -1 : 1))
    .slice(0, limit)
  const cursors = states.map(({ cursor }) => cursor)
  for (const { offsets } of shown) pass(cursors, offsets)
  for (const { index, ended } of states) {
    if (ended >= 0 && (cursors[index] ?? 0) >= ended) cursors[index] = -1
  }
  const next = cursors.every(cursor => cursor === -1) ? '' : cursors.join('|')
  return {
    data: shown.flatMap(({ app }) => (app ? [app] : [])),
    meta: { count: shown.length, ...(next && { next_cursor: next }) }
  }
}
