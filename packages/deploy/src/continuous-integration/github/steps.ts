import { commandsOf } from '../package-manager.js'
import { USES } from '../pinned-actions.js'
import type { CiProject } from '../project.js'

/** Lines of YAML. */
export type Lines = readonly string[]

/** Deeper by so many levels of two spaces; empty lines stay empty. */
export const indent = (levels: number, lines: Lines): Lines =>
  lines.map(line => (line === '' ? line : '  '.repeat(levels) + line))

export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** True on the main branch and on tags, and only for a push: a pull request never comes here. */
export const deployCondition = ({ mainBranch }: CiProject): string =>
  `github.event_name == 'push' && (github.ref == 'refs/heads/${mainBranch}' || startsWith(github.ref, 'refs/tags/'))`

/** The commit, without leaving the token behind for what runs next. `history`: all of it, and all branches. */
export const checkoutStep = ({ history }: { history: boolean }): Lines => [
  `- ${USES.checkout}`,
  '  with:',
  ...(history ? ['    fetch-depth: 0'] : []),
  '    persist-credentials: false'
]

/**
 * Node and what the lock file names. `cache` is for jobs without a right to write: what another run has stored must not
 * come into the job that holds the token.
 */
export const installSteps = (
  project: CiProject,
  { node, cache }: { node: string; cache: boolean }
): Lines => [
  `- ${USES.setupNode}`,
  '  with:',
  `    node-version: ${node}`,
  cache ? `    cache: ${project.packageManager}` : '    package-manager-cache: false',
  `- run: ${commandsOf(project).install}`
]

/** The version of Node of a job that runs once. */
export const firstNode = ({ node }: CiProject): string => quoted(node[0] ?? '')
