import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { CATEGORIES } from '@cozy-jobs/manifest'
import { CI_QUESTION, defaultProviders } from '../project/ci-question.js'
import { slugProblem, titleOf, toSlug } from '../project/names.js'
import { defaultFolder, folderProblem } from '../project/own-folder.js'
import type { Answer, Known, Question } from '../questions/question.js'
import type { DataKind, KonnectorAnswers, LoginKind } from './answers.js'
import { DATA_KINDS } from './data-kinds.js'
import { whyNoFields } from './fields.js'
import { siteProblem, toSite } from './site.js'

type K = Known<KonnectorAnswers>

const LOGINS: Readonly<Record<LoginKind, string>> = {
  form: 'A form with login and password',
  oauth: "The provider's OAuth, and an API",
  none: 'Nobody signs in: what is asked for is open to all, or goes by a number'
}

const CATEGORY_OF: Partial<Record<DataKind, string>> = { operations: 'banking', bills: 'shopping' }

const isNew = ({ answers }: K): boolean => !answers.compat
const isOwnRepository = (known: K): boolean => isNew(known) && !known.surroundings.workspace
const moved = 'the konnector that is there has it already'

const texts = (answer: Answer): string[] => (Array.isArray(answer) ? (answer as string[]) : [String(answer)])

const nameProblem = (name: string, { surroundings: { workspace } }: K): string | undefined => {
  const problem = slugProblem(name)
  if (problem !== undefined || !workspace) return problem
  const taken = existsSync(join(workspace.root, workspace.jobsFolder, name))
  return taken ? `${workspace.jobsFolder}/${name} is there already. Choose another name.` : undefined
}

const authorOf = ({ surroundings: { git, package: own } }: K): string => {
  const author = own?.json['author']
  return git.userName ?? (typeof author === 'string' ? author.replace(/\s*[<(].*$/, '') : undefined) ?? 'Me'
}

/** What is not asked where a konnector is moved over. */
const ofNew = (question: Question<KonnectorAnswers>): Question<KonnectorAnswers> => ({
  when: isNew,
  whenNot: moved,
  ...question
})

/** What `yo cozy:konnector` asks. */
export const KONNECTOR_QUESTIONS: readonly Question<KonnectorAnswers>[] = [
  {
    name: 'compat',
    kind: 'confirm',
    message: 'Move the konnector that is here over to Cozy Jobs?',
    describe:
      'Move the konnector of this folder, made for cozy-konnector-libs, over; its src/ stays as it is',
    default: () => false,
    when: ({ surroundings: { entries } }) =>
      entries.includes('manifest.konnector') && entries.includes('package.json'),
    whenNot: 'it wants a konnector: a folder with manifest.konnector and package.json'
  },
  ofNew({
    name: 'name',
    kind: 'text',
    positional: true,
    value: 'NAME',
    message: 'Name of the konnector',
    describe: 'Its slug: corner-shop',
    default: ({ surroundings }) =>
      surroundings.workspace || surroundings.entries.length > 0
        ? undefined
        : toSlug(basename(surroundings.folder).replace(/^cozy-konnector-/, '')),
    validate: (answer, known) => nameProblem(String(answer), known)
  }),
  ofNew({
    name: 'title',
    kind: 'text',
    value: 'TEXT',
    message: 'What is the provider called?',
    describe: 'What the home shows: the name of the provider',
    default: ({ answers }) => titleOf(answers.name ?? ''),
    normalize: answer => String(answer).trim(),
    validate: answer => (answer === '' ? 'it has no name. Give that of the provider.' : undefined)
  }),
  ofNew({
    name: 'site',
    kind: 'text',
    value: 'URL',
    message: 'Address of its site',
    describe: "Address of the provider's site: https://shop.example.org",
    default: ({ answers }) => `https://${answers.name ?? ''}.example.org`,
    normalize: answer => toSite(String(answer)),
    validate: answer => siteProblem(String(answer))
  }),
  ofNew({
    name: 'data',
    kind: 'choice',
    message: 'What does it fetch?',
    describe: 'What it fetches',
    choices: Object.entries(DATA_KINDS).map(([value, { name }]) => ({ value, name })),
    default: () => 'bills'
  }),
  ofNew({
    name: 'category',
    kind: 'choice',
    message: 'Which category is the provider of?',
    describe: 'Where the store shows it',
    choices: CATEGORIES.map(value => ({ value })),
    default: ({ answers }) => CATEGORY_OF[answers.data ?? 'documents'] ?? 'others'
  }),
  ofNew({
    name: 'login',
    kind: 'choice',
    message: 'How does its owner sign in?',
    describe: 'How its owner signs in',
    choices: Object.entries(LOGINS).map(([value, name]) => ({ value, name })),
    default: () => 'form'
  }),
  ofNew({
    name: 'fields',
    kind: 'list',
    value: 'FIELD,…',
    message: 'What else does the owner enter? As customerNumber or birthday:text?, nothing for no more',
    describe:
      'Further inputs: customerNumber,phone:text?,period:dropdown=month/year (types text, email, password, checkbox, dropdown; ? where it may be empty)',
    default: () => [],
    normalize: answer => texts(answer).filter(text => text !== ''),
    validate: answer => whyNoFields(texts(answer))
  }),
  ofNew({
    name: 'scope',
    kind: 'list',
    value: 'SCOPE,…',
    message: 'Which scopes is the provider asked for? Nothing for none',
    describe: 'The scopes that OAuth asks for',
    default: () => [],
    normalize: answer => texts(answer).filter(text => text !== ''),
    when: known => isNew(known) && known.answers.login === 'oauth',
    whenNot: 'scopes belong to --login oauth'
  }),
  ofNew({
    name: 'editor',
    kind: 'text',
    value: 'NAME',
    message: 'Who publishes it?',
    describe: 'Who publishes the konnector',
    default: authorOf,
    validate: answer =>
      answer === '' ? 'nobody is named, and a stack asks for an editor. Give a name.' : undefined
  }),
  {
    ...(CI_QUESTION as unknown as Question<KonnectorAnswers>),
    // Who moves over stays with whom they had.
    default: ({ answers, surroundings }) =>
      answers.compat
        ? [surroundings.entries.includes('.travis.yml') ? 'travis' : 'github']
        : defaultProviders(surroundings, answers.folder),
    when: known => !known.surroundings.workspace
  },
  {
    name: 'folder',
    kind: 'text',
    value: 'FOLDER',
    message: 'In which folder? A dot is this one',
    describe: 'Where the repository is made; a dot is this folder',
    default: ({ surroundings, answers }) => defaultFolder(surroundings, answers.name),
    when: isOwnRepository,
    whenNot: 'in a workspace a konnector goes among the others, and one that is moved over stays where it is',
    validate: (answer, { surroundings }) => folderProblem(String(answer), surroundings)
  }
]
