import {
  CI_DEFAULTS,
  continuousIntegrationFiles,
  type CiProvider
} from '@cozy-jobs/deploy/continuous-integration'
import type { Tree } from './plan.js'
import type { Surroundings } from './surroundings.js'
import { renderTemplates } from './templates.js'

/** What the files at the top of a repository are made from. */
export interface Repository {
  layout: 'single' | 'workspace'
  packageManager: 'npm' | 'yarn'
  /** The branch that is deployed. */
  mainBranch: string
  /** Whose files of continuous integration it gets; none where it is empty. */
  ci: readonly CiProvider[]
}

/** The branch that is deployed: where HEAD is, unless that is one of a build. */
export const mainBranch = ({ git }: Pick<Surroundings, 'git'>): string =>
  git.branch === 'master' ? 'master' : 'main'

/**
 * What stands at the top of a repository of its own, whatever its jobs: the configurations of ESLint, Jest and
 * TypeScript, of editors and package managers, and of continuous integration.
 */
export const repositoryFiles = ({ layout, packageManager, mainBranch: branch, ci }: Repository): Tree => ({
  ...renderTemplates('repository', { isWorkspace: layout === 'workspace', packageManager }),
  ...(ci.length > 0 &&
    continuousIntegrationFiles({ ...CI_DEFAULTS, providers: ci, layout, packageManager, mainBranch: branch }))
})
