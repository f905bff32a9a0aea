import type { Build } from '../build/build.js'
import { PROBLEM_KINDS, type ProblemCode } from '../errors.js'
import { keyPositionAt, nodeAt, positionAt, positionOf, type JsonTree, type Step } from '../json/json-tree.js'
import { pathText } from '../json/path-text.js'
import type { Problem } from '../problems/problem.js'
import type { ManifestKind } from '../types.js'

/** What a check looks at. */
export interface Subject {
  kind: ManifestKind
  file: string
  tree: JsonTree
  manifest: Record<string, unknown>
  /** Undefined where nothing was built, or nobody said where. */
  build: Build | undefined
}

/** What a check has found. `at` is the place that is shown: the value, its key, or a character of the text value. */
export interface Finding {
  code: ProblemCode
  path: readonly Step[]
  message: string
  advice: string
  at?: 'value' | 'key' | { character: number }
}

/** One concern. It takes nothing for granted: a value of the wrong type was told already and is passed over. */
export type Check = (subject: Subject) => Finding[]

const placeOf = ({ path, at = 'value' }: Finding, tree: JsonTree) => {
  if (at === 'value') return positionAt(tree, path)
  if (at === 'key') return keyPositionAt(tree, path)
  const node = nodeAt(tree, path)
  // Behind an escape the characters of the file and of the text no longer match.
  const raw = node ? tree.text.slice(node.offset, node.offset + node.length) : ''
  if (!node || raw.includes('\\')) return positionAt(tree, path)
  return positionOf(tree.text, node.offset + 1 + at.character)
}

/** A finding with everything that a person or an editor needs to get there. */
export const problemOf = (finding: Finding, { file, tree }: Pick<Subject, 'file' | 'tree'>): Problem => ({
  code: finding.code,
  severity: PROBLEM_KINDS[finding.code].severity,
  file,
  ...placeOf(finding, tree),
  path: pathText(finding.path),
  message: finding.message,
  advice: finding.advice
})
