import { join, resolve } from 'node:path'
import { mainBranch } from '../project/repository.js'
import type { Surroundings } from '../project/surroundings.js'
import { cdInto, type Plan } from '../project/plan.js'
import type { GeneratorSpec } from '../questions/generator.js'
import type { WorkspaceAnswers } from './answers.js'
import { WORKSPACE_QUESTIONS } from './questions.js'
import { renderWorkspace } from './render-workspace.js'

const plan = ({ answers, surroundings }: { answers: WorkspaceAnswers; surroundings: Surroundings }): Plan => {
  const { git, packageManager, version, jobsVersion, folder } = surroundings
  const files = renderWorkspace(answers, {
    packageManager,
    mainBranch: mainBranch(surroundings),
    ...(git.repositoryUrl !== undefined && { repositoryUrl: git.repositoryUrl }),
    version,
    jobsVersion
  })
  const install = packageManager === 'yarn' ? 'yarn' : 'npm install'
  return {
    folder: resolve(folder, answers.folder),
    files,
    commands: [
      ...cdInto(answers.folder),
      install,
      ...(answers.with === 'none' ? ['npx generator-cozy service'] : [])
    ],
    next: [...(git.root === undefined ? ['Nx and continuous integration want git: git init.'] : [])]
  }
}

/** The surroundings once the workspace is there: what follows is made in it. */
const inside = (made: Plan, surroundings: Surroundings): Surroundings => {
  const packageJson = JSON.parse(String(made.files['package.json'])) as Record<string, unknown>
  return {
    ...surroundings,
    folder: made.folder,
    entries: Object.keys(made.files),
    workspace: { root: made.folder, jobsFolder: 'apps', jobs: [], packageJson },
    package: { folder: join(made.folder), json: packageJson }
  }
}

/** `yo cozy` in an empty folder. */
export const workspaceGenerator: GeneratorSpec<WorkspaceAnswers> = {
  name: 'workspace',
  act: 'make the workspace',
  summary: 'Makes a whole workspace for many jobs, with Nx and npm workspaces',
  examples: ['--workspace my-jobs', '--yes --with service --name tidy-notes'],
  questions: WORKSPACE_QUESTIONS,
  plan,
  followedBy: {
    flag: 'with',
    after: (answers, made, surroundings) =>
      answers.with === 'none' ? undefined : { name: answers.with, surroundings: inside(made, surroundings) }
  }
}
