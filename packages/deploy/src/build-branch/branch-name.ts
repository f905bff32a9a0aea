import { basename } from 'node:path'
import type { Environment } from '../environment.js'
import { DEPLOY_ERRORS } from '../errors.js'
import { askGit, type GitPlace } from '../git/run-git.js'

/** What git allows in a name, less what a URL or a shell would read in its own way. */
const SAID_ELSEWISE = /[^\p{L}\p{N}._-]+|\.{2,}|\.lock$/gu

/**
 * The branch that the build of a job goes to where nobody names one: `build` for the only job of a repository,
 * `build-NAME` for one of several, NAME being its folder's.
 *
 * @param prefix the job's folder below the top of the repository, empty where it is the top
 */
export const defaultBranch = (prefix: string): string =>
  prefix === '' ? 'build' : `build-${basename(prefix).replace(SAID_ELSEWISE, '-')}`

/** `--branch`, else `DEPLOY_BRANCH`, else {@link defaultBranch}. */
export const branchOf = (asked: string | undefined, env: Environment, prefix: string): string =>
  (asked ?? env['DEPLOY_BRANCH']) || defaultBranch(prefix)

/** @throws DeployError for a name that git refuses */
export const checkName = async (what: 'branch' | 'tag', name: string, place: GitPlace): Promise<void> => {
  const ref = `refs/${what === 'branch' ? 'heads' : 'tags'}/${name}`
  const { code } = await askGit(['check-ref-format', ref], place)
  // What begins with a dash would be an option to those who install it; refs/… would be a branch within "heads".
  if (code !== 0 || /^(-|refs\/)|^HEAD$/.test(name)) throw DEPLOY_ERRORS.badName(what, name)
}
