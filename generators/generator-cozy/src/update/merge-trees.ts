import { likeYours, mergeFile, sameContent, type Content } from './merge-file.js'

/** Files by path. */
type Tree = Readonly<Record<string, Content>>

/** Three trees to be made one. */
export interface Trees {
  /** What the templates made when the project was generated. */
  base: Tree
  /** What stands there now, as far as either template has a file of that path. */
  yours: Tree
  /** What the templates of today make. */
  template: Tree
  /** Templates that have got another name since: old path to new. */
  renamed?: Readonly<Record<string, string>>
}

/** What is to be done to yours. */
export interface MergedTrees {
  files: Record<string, Content>
  changes: Record<string, { before: Content; after: Content }>
  removals: Record<string, { before: Content }>
  /** Paths with marks, or of which yours was kept though the template's has changed. */
  conflicts: string[]
}

const own = (tree: Tree, path: string): Content | undefined =>
  Object.hasOwn(tree, path) ? tree[path] : undefined

/**
 * Merges what a person has done to a project with what has become of the templates since. What they have deleted stays
 * deleted, what they have changed stays changed.
 *
 * @param label what stands at the end of a conflict: `templates 0.2.0`
 */
export const mergeTrees = ({ base, yours, template, renamed = {} }: Trees, label: string): MergedTrees => {
  const result: MergedTrees = { files: {}, changes: {}, removals: {}, conflicts: [] }
  const oldPath = Object.fromEntries(Object.entries(renamed).map(([from, to]) => [to, from]))
  for (const path of Object.keys(template).sort()) {
    const from = oldPath[path]
    // A renamed template whose file the person has not moved themselves.
    if (from !== undefined && own(base, from) !== undefined)
      follow(result, { base, yours, template }, from, path, label)
    else mergeOne(result, own(base, path), own(yours, path), own(template, path)!, path, label)
  }
  for (const [path, before] of Object.entries(base)) {
    if (own(template, path) !== undefined || renamed[path] !== undefined) continue
    const present = own(yours, path)
    if (present === undefined) continue
    if (sameContent(present, before)) result.removals[path] = { before: present }
    else result.conflicts.push(path)
  }
  return result
}

const mergeOne = (
  result: MergedTrees,
  before: Content | undefined,
  present: Content | undefined,
  after: Content,
  path: string,
  label: string
): void => {
  if (present === undefined) {
    if (before === undefined) result.files[path] = after
    return
  }
  const merged = mergedContent(before, present, after, path, label)
  if (merged.hasConflict) result.conflicts.push(path)
  if (!sameContent(merged.content, present)) result.changes[path] = { before: present, after: merged.content }
}

const mergedContent = (
  before: Content | undefined,
  present: Content,
  after: Content,
  path: string,
  label: string
): { content: Content; hasConflict: boolean } => {
  if (sameContent(present, after)) return { content: present, hasConflict: false }
  if (before !== undefined && sameContent(before, after)) return { content: present, hasConflict: false }
  if (before !== undefined && sameContent(before, present))
    return { content: likeYours(present, after), hasConflict: false }
  return mergeFile(path, before ?? '', present, after, label)
}

/** The file of a template that was renamed goes along, with what the person has changed in it. */
const follow = (
  result: MergedTrees,
  { base, yours, template }: Trees,
  from: string,
  path: string,
  label: string
): void => {
  const before = own(base, from)!
  const after = own(template, path)!
  const atNewPlace = own(yours, path)
  const present = own(yours, from)
  if (atNewPlace !== undefined) return mergeOne(result, before, atNewPlace, after, path, label)
  if (present === undefined) return
  const merged = mergedContent(before, present, after, path, label)
  if (merged.hasConflict) result.conflicts.push(path)
  result.removals[from] = { before: present }
  result.files[path] = merged.content
}
