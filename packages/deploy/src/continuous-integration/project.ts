import { DeployError } from '../errors.js'

/** Who runs the steps. */
export type CiProvider = 'github' | 'travis'

/** What the files of continuous integration are made from. */
export interface CiProject {
  /** At least one. */
  providers: readonly CiProvider[]
  /** `single`: one job in its repository. `workspace`: an Nx workspace with one build branch for each job. */
  layout: 'single' | 'workspace'
  packageManager: 'npm' | 'yarn'
  /** The branch that is deployed. */
  mainBranch: string
  /** The branch that takes the build; in a workspace each job has its own, and this one has no effect. */
  buildBranch: string
  /** Versions of Node, as `setup-node` takes them. All are tried, the first one deploys. */
  node: readonly string[]
  /** Publish to a registry, once the project's settings name one. */
  publish: boolean
}

/** What holds where the person says nothing. */
export const CI_DEFAULTS: CiProject = {
  providers: ['github'],
  layout: 'single',
  packageManager: 'npm',
  mainBranch: 'main',
  buildBranch: 'build',
  node: ['22'],
  publish: true
}

// Narrower than git: what stands unquoted in a shell, in an expression and in a filter of branches alike.
const BRANCH = /^(?![-./])(?!.*(?:\.\.|\/\/|\.lock$|[./]$))[\w./-]{1,100}$/
const NODE = /^\d{1,3}(\.\d{1,3}){0,2}$/

/**
 * Why a name will not do as a branch here, in two sentences.
 *
 * @returns undefined where it will do
 */
export const branchProblem = (name: string): string | undefined =>
  BRANCH.test(name)
    ? undefined
    : `"${name}" cannot stand in these files as the name of a branch. Use letters, digits and . _ / - only.`

/**
 * Why a version of Node will not do, in two sentences.
 *
 * @returns undefined where it will do
 */
export const nodeProblem = (version: string): string | undefined =>
  NODE.test(version) ? undefined : `"${version}" is no version of Node. Write it as 22 or 20.19.`

/** Refuses what would give files that do something else than they say. */
export const checkProject = (project: CiProject): void => {
  const refuse = (why: string): never => {
    throw new DeployError(`Failed to make the files of continuous integration: ${why}`, true)
  }
  const { providers, mainBranch, buildBranch, node } = project
  if (providers.length === 0) refuse('no provider is given. Say github, travis or both.')
  if (node.length === 0) refuse('no version of Node is given. Say one, such as 22.')
  const problem = [
    branchProblem(mainBranch),
    branchProblem(buildBranch),
    ...node.map(version => nodeProblem(version))
  ].find(found => found !== undefined)
  if (problem !== undefined) refuse(problem)
  if (mainBranch === buildBranch)
    refuse(`the build would overwrite the branch ${mainBranch}. Give the build a branch of its own.`)
}
