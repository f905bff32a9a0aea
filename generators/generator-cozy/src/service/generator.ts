import { join, resolve } from 'node:path'
import { deploySteps } from '../project/ci-question.js'
import { cdInto, type Plan } from '../project/plan.js'
import { mainBranch } from '../project/repository.js'
import type { Surroundings } from '../project/surroundings.js'
import type { GeneratorSpec } from '../questions/generator.js'
import { addToApp } from './add-to-app.js'
import type { ServiceAnswers } from './answers.js'
import { existingApps } from './existing-apps.js'
import type { ServicePlace } from './place.js'
import { SERVICE_QUESTIONS } from './questions.js'
import { renderService } from './render-service.js'

const ACT = 'make the service'

/** Where the app goes, as its files speak of it. */
export const placeOf = (surroundings: Surroundings): ServicePlace => {
  const { workspace, git, packageManager, version, jobsVersion } = surroundings
  const license = workspace?.packageJson['license']
  return {
    isInWorkspace: workspace !== undefined,
    toRoot: workspace ? [...workspace.jobsFolder.split('/'), ''].map(() => '..').join('/') : '.',
    packageManager,
    mainBranch: mainBranch(surroundings),
    license: typeof license === 'string' ? license : 'MIT',
    ...(git.repositoryUrl !== undefined && { repositoryUrl: git.repositoryUrl }),
    version,
    jobsVersion
  }
}

const nextSteps = (
  surroundings: Surroundings,
  name: string,
  folder: string
): Pick<Plan, 'commands' | 'next'> => {
  const { workspace, packageManager } = surroundings
  const install = packageManager === 'yarn' ? 'yarn' : 'npm install'
  return workspace
    ? {
        commands: [install, `npx nx standalone ${name}`],
        next: [`Its code is ${workspace.jobsFolder}/${name}/src/services/${name}.ts.`]
      }
    : {
        commands: [
          ...cdInto(folder),
          install,
          packageManager === 'yarn' ? 'yarn standalone' : 'npm run standalone'
        ],
        next: deploySteps(surroundings, folder)
      }
}

const plan = ({ answers, surroundings }: { answers: ServiceAnswers; surroundings: Surroundings }): Plan => {
  const { workspace } = surroundings
  const app = existingApps(surroundings).find(({ name }) => name === answers.app)
  if (app) return addToApp(answers, app, { ...surroundings, act: ACT })
  const files = renderService(answers, placeOf(surroundings))
  const folder = workspace
    ? join(workspace.root, workspace.jobsFolder, answers.name)
    : resolve(surroundings.folder, answers.folder ?? answers.name)
  return { folder, files, ...nextSteps(surroundings, answers.name, answers.folder ?? '.') }
}

/** `yo cozy:service`. */
export const serviceGenerator: GeneratorSpec<ServiceAnswers> = {
  name: 'service',
  act: ACT,
  summary: 'Makes a service: a program that runs on an event, a date or a webhook',
  examples: [
    'tidy-notes --trigger "@cron 0 30 6 * * *" --yes',
    'on-bill --trigger "@event io.cozy.bills:CREATED"'
  ],
  questions: SERVICE_QUESTIONS,
  plan
}
