/** A value of the configuration, and where a person has written it. */
export interface Tree {
  /** `/home/me/.cozy/cozy.yaml:3:9`, `COZY_PORT`, `--port` */
  place: string
  /** A scalar; undefined for a map or a list. */
  value?: string | number | boolean | null
  /** It was filled in from the environment: no message repeats it. */
  hidden?: boolean
  /** By name in small letters: the stack's own reader tells no capitals apart. */
  entries?: Map<string, Entry>
  items?: Tree[]
}

export interface Entry {
  /** As it was written. */
  name: string
  /** Where the name stands. */
  place: string
  tree: Tree
}

/** Nothing was said: absent, `port:` alone, or a variable that is empty. */
export const isUnset = (tree: Tree | undefined): boolean =>
  !tree ||
  (!tree.entries && !tree.items && (tree.value === undefined || tree.value === null || tree.value === ''))

/** What stands at `admin.port`; undefined where nothing does. */
export function at(tree: Tree | undefined, path: string): Tree | undefined {
  return path
    .toLowerCase()
    .split('.')
    .reduce<Tree | undefined>((inner, name) => inner?.entries?.get(name)?.tree, tree)
}

/** Plain data, names in small letters. */
export function plain({ value, entries, items }: Tree): unknown {
  if (items) return items.map(plain)
  if (entries) return Object.fromEntries([...entries].map(([name, { tree }]) => [name, plain(tree)]))
  return value ?? null
}

/** Two files as one: maps are joined, of anything else the second wins. */
export function merged(first: Tree, second: Tree): Tree {
  if (!first.entries || !second.entries) return second
  const entries = new Map(first.entries)
  for (const [name, entry] of second.entries) {
    const own = entries.get(name)
    entries.set(name, own ? { ...entry, tree: merged(own.tree, entry.tree) } : entry)
  }
  return { ...second, entries }
}

/** How a message shows a value: never what came from the environment, never much of it. */
export function shown({ value, hidden, entries, items }: Tree): string {
  if (entries) return 'a map'
  if (items) return 'a list'
  if (hidden) return 'something else'
  const text = JSON.stringify(value ?? null)
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}
