/** Files of a tree: path with `/`, relative to its folder, to content. */
export type Tree = Record<string, string | Uint8Array>

/** What a generator is about to do. Nothing is written until all of it is known. */
export interface Plan {
  /** Absolute. Made if it is not there. */
  folder: string
  /**
   * New files, relative to the folder: none of them may be there yet.
   */
  files: Tree
  /** New contents of files that are there: `before` is what they held when the plan was made. */
  changes?: Record<string, { before: string | Uint8Array; after: string | Uint8Array }>
  /** Files that go. `before` as above. */
  removals?: Record<string, { before: string | Uint8Array }>
  /** The changes are shown as a diff, and this is asked before they are made; `--yes` agrees. */
  confirm?: string
  /** What the person types once all is written, in this order: told in one line, *Next: a, then b.* */
  commands?: readonly string[]
  /** Further things to say to the person then, a line each. */
  next: readonly string[]
}

/** The command that goes to a folder, relative to where the person stands; none where they stand in it. */
export const cdInto = (folder: string): string[] => (folder === '.' ? [] : [`cd ${folder}`])
