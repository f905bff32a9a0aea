import { join, resolve } from 'node:path'
import { deploySteps } from '../project/ci-question.js'
import { cdInto, type Plan } from '../project/plan.js'
import type { GeneratorSpec, PlanInput } from '../questions/generator.js'
import { placeOf } from '../service/generator.js'
import type { KonnectorAnswers } from './answers.js'
import { KONNECTOR_QUESTIONS } from './questions.js'
import { renderKonnector } from './render-konnector.js'

const ACT = 'make the konnector'

const plan = async (input: PlanInput<KonnectorAnswers>): Promise<Plan> => {
  const { answers, surroundings } = input
  if (answers.compat) return (await import('../compat/plan.js')).compatPlan(input)
  const { workspace, packageManager } = surroundings
  const { name, folder = name } = answers
  const install = packageManager === 'yarn' ? 'yarn' : 'npm install'
  const run = packageManager === 'yarn' ? 'yarn standalone' : 'npm run standalone --'
  return {
    folder: workspace
      ? join(workspace.root, workspace.jobsFolder, name)
      : resolve(surroundings.folder, folder),
    files: renderKonnector(answers, placeOf(surroundings)),
    commands: workspace
      ? [install, `npx cozy-jobs standalone ${workspace.jobsFolder}/${name} --replay`]
      : [...cdInto(folder), install, `${run} --replay`],
    next: workspace ? [] : deploySteps(surroundings, folder)
  }
}

/** `yo cozy:konnector`. */
export const konnectorGenerator: GeneratorSpec<KonnectorAnswers> = {
  name: 'konnector',
  act: ACT,
  summary: "Makes a konnector: a program that fetches its owner's data from a provider",
  examples: [
    'corner-shop --site https://shop.example.org --yes',
    'my-bank --data operations --login oauth --dry-run'
  ],
  questions: KONNECTOR_QUESTIONS,
  plan
}
