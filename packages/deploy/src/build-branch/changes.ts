import { git } from '../git/run-git.js'
import type { Transport } from '../remote/transport.js'

/** What a file does from one build to the next. */
export type Change = 'added' | 'changed' | 'removed'

const CHANGES: Record<string, Change> = { A: 'added', D: 'removed' }

const EMPTY_TREE = ['mktree']

/** The files in which two trees differ, by path; all of them where there is no former one. */
export const changesBetween = async (
  former: string | undefined,
  tree: string,
  { place }: Transport
): Promise<Map<string, Change>> => {
  const before = former ?? (await git(EMPTY_TREE, place))
  const told = await git(['diff-tree', '-r', '-z', '--no-renames', '--name-status', before, tree], place)
  const parts = told.split('\0')
  const changes = new Map<string, Change>()
  for (let at = 0; at + 1 < parts.length; at += 2) {
    changes.set(parts[at + 1] ?? '', CHANGES[parts[at] ?? ''] ?? 'changed')
  }
  return changes
}
