import { leaves } from './leaves.js'

/** One value that is gone (`-`) or new (`+`); one that has changed is both. */
export interface DiffLine {
  sign: '-' | '+'
  path: string
  /** JSON. */
  value: string
}

/** What is different between two documents, value by value, in the order of the new one; nothing stands for no document. */
export function diffDocuments(
  before: Readonly<Record<string, unknown>> = {},
  after: Readonly<Record<string, unknown>> = {}
): DiffLine[] {
  const old = leaves(before)
  const now = leaves(after)
  return [...new Set([...now.keys(), ...old.keys()])].flatMap(path => {
    const [was, is] = [old.get(path), now.get(path)]
    if (was === is) return []
    return [
      ...(was === undefined ? [] : [{ sign: '-' as const, path, value: was }]),
      ...(is === undefined ? [] : [{ sign: '+' as const, path, value: is }])
    ]
  })
}
