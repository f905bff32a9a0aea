import { branchProblem, CI_DEFAULTS, nodeProblem } from '@cozy-jobs/deploy/continuous-integration'
import { mainBranch } from '../project/repository.js'
import type { Answer, Question } from '../questions/question.js'
import type { CiAnswers } from './answers.js'
import { madeBefore } from './made-before.js'

const list = (answer: Answer): readonly string[] =>
  Array.isArray(answer) ? (answer as string[]) : [String(answer)]

/** What `yo cozy:ci` asks. The flags stand in the first line of the files, from where the defaults are taken. */
export const CI_QUESTIONS: readonly Question<CiAnswers>[] = [
  {
    name: 'provider',
    kind: 'choice',
    value: 'PROVIDER',
    message: 'Who runs the steps?',
    describe: 'github, travis or both',
    choices: [
      { value: 'github', name: 'GitHub Actions' },
      { value: 'travis', name: 'Travis' },
      { value: 'both', name: 'Both of them' }
    ],
    default: ({ surroundings }) => {
      const providers = madeBefore(surroundings)?.providers ?? CI_DEFAULTS.providers
      return providers.length > 1 ? 'both' : providers[0]
    }
  },
  {
    name: 'layout',
    kind: 'choice',
    value: 'LAYOUT',
    message: 'What is in the repository?',
    describe: 'single for one job, workspace for several with Nx',
    choices: [
      { value: 'single', name: 'One job' },
      { value: 'workspace', name: 'Several, with Nx: only what a change affects is built' }
    ],
    default: ({ surroundings }) =>
      madeBefore(surroundings)?.layout ?? (surroundings.workspace ? 'workspace' : 'single')
  },
  {
    name: 'packageManager',
    kind: 'choice',
    value: 'NAME',
    message: 'What installs the dependencies?',
    describe: 'npm or yarn',
    choices: [{ value: 'npm' }, { value: 'yarn', name: 'Yarn classic' }],
    default: ({ surroundings }) => madeBefore(surroundings)?.packageManager ?? surroundings.packageManager
  },
  {
    name: 'branch',
    kind: 'text',
    value: 'NAME',
    message: 'Which branch is deployed?',
    describe: 'The branch whose commits are deployed',
    default: ({ surroundings }) => madeBefore(surroundings)?.mainBranch ?? mainBranch(surroundings),
    validate: answer => branchProblem(String(answer))
  },
  {
    name: 'buildBranch',
    kind: 'text',
    value: 'NAME',
    message: 'Which branch gets the build?',
    describe: 'The branch that Cozys install from',
    default: ({ surroundings }) => (madeBefore(surroundings) ?? CI_DEFAULTS).buildBranch,
    validate: (answer, { answers }) =>
      answer === answers.branch
        ? `${String(answer)} is the branch of the sources. Give the build a branch of its own.`
        : branchProblem(String(answer)),
    when: ({ answers }) => answers.layout !== 'workspace',
    whenNot: 'in a workspace each job has a branch of its own, build-NAME'
  },
  {
    name: 'node',
    kind: 'list',
    value: 'VERSION,…',
    message: 'Which versions of Node are tried? The first one deploys',
    describe: 'Versions of Node, such as 20.19,22',
    default: ({ surroundings }) => (madeBefore(surroundings) ?? CI_DEFAULTS).node,
    validate: answer =>
      list(answer).length === 0
        ? 'No version of Node is given. Say one, such as 22.'
        : list(answer)
            .map(version => nodeProblem(version))
            .find(problem => problem !== undefined)
  },
  {
    name: 'publish',
    kind: 'confirm',
    message: 'Publish to a registry, once the settings name one?',
    describe: 'A step that publishes; it rests until COZY_REGISTRY is set',
    default: ({ surroundings }) => (madeBefore(surroundings) ?? CI_DEFAULTS).publish
  }
]
