import { githubWorkflow } from './github/workflow.js'
import { checkProject, type CiProject, type CiProvider } from './project.js'
import { travisFile } from './travis/travis-file.js'

/** Where each provider looks for its file. */
export const CI_PATHS: Readonly<Record<CiProvider, string>> = {
  github: '.github/workflows/ci.yml',
  travis: '.travis.yml'
}

const RENDER: Record<CiProvider, (project: CiProject) => string> = {
  github: githubWorkflow,
  travis: travisFile
}

/**
 * The files of continuous integration of a project: path, relative to its repository, to text. Pure.
 *
 * @throws DeployError where the project gives no files that work, such as one branch for sources and builds
 */
export const continuousIntegrationFiles = (project: CiProject): Record<string, string> => {
  checkProject(project)
  return Object.fromEntries(
    project.providers.map(provider => [CI_PATHS[provider], RENDER[provider](project)])
  )
}
