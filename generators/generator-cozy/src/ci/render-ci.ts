import {
  CI_DEFAULTS,
  continuousIntegrationFiles,
  githubSteps,
  stepLines,
  travisSteps,
  type CiProject
} from '@cozy-jobs/deploy/continuous-integration'
import type { CiAnswers } from './answers.js'

/** The project as the files are made from it. */
export const projectOf = ({ provider, branch, buildBranch, ...same }: CiAnswers): CiProject => ({
  ...same,
  providers: provider === 'both' ? ['github', 'travis'] : [provider],
  mainBranch: branch,
  buildBranch: buildBranch ?? CI_DEFAULTS.buildBranch
})

/** The files, relative to the repository. */
export const renderCi = (answers: CiAnswers): Record<string, string> =>
  continuousIntegrationFiles(projectOf(answers))

/** What the person does now, once: a line each. */
export const ciSteps = (answers: CiAnswers): readonly string[] => {
  const project = projectOf(answers)
  return [
    ...(project.providers.includes('github') ? ['GitHub Actions', ...stepLines(githubSteps(project))] : []),
    ...(project.providers.includes('travis') ? ['Travis', ...stepLines(travisSteps(project))] : [])
  ]
}
