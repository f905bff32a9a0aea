/**
 * The files of continuous integration. A generator puts them among its own:
 *
 *     const files = { ...mine, ...continuousIntegrationFiles({ ...CI_DEFAULTS, packageManager, mainBranch }) }
 *
 * @module
 */
export { ciFileState, type CiFileState } from './compare.js'
export { CI_PATHS, continuousIntegrationFiles } from './files.js'
export { projectOf } from './header.js'
export { branchProblem, CI_DEFAULTS, nodeProblem, type CiProject, type CiProvider } from './project.js'
export { githubSteps, stepLines, travisSteps, type SetupStep } from './setup-steps.js'
