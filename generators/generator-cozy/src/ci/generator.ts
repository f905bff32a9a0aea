import { projectOf as readHeader } from '@cozy-jobs/deploy/continuous-integration'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plan } from '../project/plan.js'
import type { Surroundings } from '../project/surroundings.js'
import type { GeneratorSpec } from '../questions/generator.js'
import type { CiAnswers } from './answers.js'
import { topOf } from './made-before.js'
import { CI_QUESTIONS } from './questions.js'
import { ciSteps, renderCi } from './render-ci.js'

interface Sorted {
  files: Record<string, string>
  changes: Record<string, { before: string; after: string }>
}

/** New files apart from those that change; what is up to date already is neither. */
const sorted = (folder: string, rendered: Record<string, string>): Sorted => {
  const files: Sorted['files'] = {}
  const changes: Sorted['changes'] = {}
  for (const [path, after] of Object.entries(rendered)) {
    const file = join(folder, path)
    const before = existsSync(file) ? readFileSync(file, 'utf8') : undefined
    if (before === undefined) files[path] = after
    else if (before !== after) changes[path] = { before, after }
  }
  return { files, changes }
}

const question = (changes: Sorted['changes']): string => {
  const own = Object.entries(changes).filter(([, { before }]) => !readHeader(before))
  return own.length > 0
    ? `Replace what you wrote in ${own.map(([path]) => path).join(' and ')}?`
    : 'Make these changes?'
}

const plan = ({ answers, surroundings }: { answers: CiAnswers; surroundings: Surroundings }): Plan => {
  const folder = topOf(surroundings)
  const { files, changes } = sorted(folder, renderCi(answers))
  const isChanging = Object.keys(changes).length > 0
  return {
    folder,
    files,
    ...(isChanging && { changes, confirm: question(changes) }),
    next: [
      ...(!isChanging && Object.keys(files).length === 0 ? ['The files are up to date.'] : []),
      ...ciSteps(answers)
    ]
  }
}

/** `yo cozy:ci`. */
export const ciGenerator: GeneratorSpec<CiAnswers> = {
  name: 'ci',
  act: 'make the files of continuous integration',
  summary: 'Makes the files of continuous integration: GitHub Actions, Travis, or both',
  examples: ['--provider both --node 22,24', '--branch main --no-publish --yes --dry-run'],
  questions: CI_QUESTIONS,
  plan
}
