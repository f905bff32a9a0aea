import { basename } from 'node:path'
import { openBuild } from './build/build.js'
import { checkNames } from './checks/attribute-names.js'
import { checkTypes } from './checks/attribute-types.js'
import { checkBundles } from './checks/bundles.js'
import { problemOf, type Check, type Subject } from './checks/check.js'
import { checkDuplicates } from './checks/duplicate-names.js'
import { checkIntents } from './checks/intents.js'
import { checkKnownValues } from './checks/known-values.js'
import { checkFlagship, checkTimeInterval } from './checks/limits.js'
import { checkNamedFiles } from './checks/named-files.js'
import { checkRoutes } from './checks/routes.js'
import { checkServiceFiles } from './checks/service-files.js'
import { checkTriggers } from './checks/service-triggers.js'
import { isObject } from './json/is-object.js'
import { positionOf, readTree, type JsonTree } from './json/json-tree.js'
import { syntaxProblems } from './json/syntax-problems.js'
import { parseObject } from './parse-manifest.js'
import { inOrder, type Problem } from './problems/problem.js'
import type { ManifestKind } from './types.js'

const CHECKS: readonly Check[] = [
  checkTypes,
  checkNames,
  checkDuplicates,
  checkKnownValues,
  checkTriggers,
  checkServiceFiles,
  checkNamedFiles,
  checkRoutes,
  checkIntents,
  checkTimeInterval,
  checkFlagship,
  checkBundles
]

/** What `checkManifest` is given. */
export interface ManifestToCheck {
  /** The manifest as it was written. */
  text: string
  /** How problems name the file. Without `kind`, its end tells the kind. */
  file: string
  kind?: ManifestKind
  /** The folder of the built files; without it, nothing is looked for in a build. */
  build?: string
}

const syntaxFindings = (file: string, tree: JsonTree): Problem[] =>
  syntaxProblems(tree).map(({ offset, message, advice }) => ({
    code: 'json-syntax',
    severity: 'error',
    file,
    ...positionOf(tree.text, offset),
    path: '',
    message,
    advice
  }))

const notAnObject = (file: string, tree: JsonTree): Problem => ({
  code: 'not-an-object',
  severity: 'error',
  file,
  ...positionOf(tree.text, tree.root?.offset ?? 0),
  path: '',
  message: `it holds ${tree.root?.type === 'array' ? 'a list' : 'a plain value'} instead of an object`,
  advice: 'Start it with { and end it with }.'
})

const kindOf = (file: string, manifest: Record<string, unknown> | undefined): ManifestKind =>
  basename(file).endsWith('.konnector') ||
  (!basename(file).endsWith('.webapp') && manifest?.type === 'konnector')
    ? 'konnector'
    : 'webapp'

/**
 * Everything that is wrong with a manifest, all at once and in the order of the file. Errors are what the stack
 * refuses or nobody can read; warnings are what the stack accepts in silence though it is surely a mistake.
 * Where the text is no JSON, only its syntax is told.
 *
 * @example
 * checkManifest({ text: readFileSync(file, 'utf8'), file, build: 'build' })
 */
export const checkManifest = ({ text, file, kind, build }: ManifestToCheck): Problem[] => {
  const tree = readTree(text)
  if (tree.errors.length > 0) return syntaxFindings(file, tree)
  const manifest = parseObject(text)
  if (!isObject(manifest)) return [notAnObject(file, tree)]
  const subject: Subject = {
    kind: kind ?? kindOf(file, manifest),
    file,
    tree,
    manifest,
    build: build === undefined ? undefined : openBuild(build)
  }
  return inOrder(CHECKS.flatMap(check => check(subject)).map(finding => problemOf(finding, subject)))
}
