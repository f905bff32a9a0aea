import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { CI_QUESTION } from '../project/ci-question.js'
import { readManifestJson } from './read-manifest-json.js'
import { slugProblem, toSlug } from '../project/names.js'
import { defaultFolder, folderProblem } from '../project/own-folder.js'
import type { Answer, Known, Question } from '../questions/question.js'
import { VERBS, type ServiceAnswers } from './answers.js'
import { canBeHeldBack, debounceProblem } from './debounce.js'
import { doctypeProblem } from './doctypes.js'
import { appAround, existingApps } from './existing-apps.js'
import { normalTrigger, readTrigger, triggerInWords, triggerProblem } from './trigger.js'

type K = Known<ServiceAnswers>

const texts = (answer: Answer): string[] => (Array.isArray(answer) ? (answer as string[]) : [String(answer)])

const isOwnApp = ({ answers }: K): boolean => !answers.app

const isOwnRepository = (known: K): boolean => isOwnApp(known) && !known.surroundings.workspace

const appOf = ({ answers, surroundings }: K) =>
  existingApps(surroundings).find(({ name }) => name === answers.app)

const takenName = (name: string, known: K): string | undefined => {
  const app = appOf(known)
  if (app) {
    const isTaken =
      name in (readManifestJson(app.folder).services ?? {}) ||
      existsSync(join(app.folder, 'src/services', `${name}.ts`))
    return isTaken ? `${app.name} has a service ${name} already. Choose another name.` : undefined
  }
  const { workspace } = known.surroundings
  if (!workspace || !existsSync(join(workspace.root, workspace.jobsFolder, name))) return undefined
  return `${workspace.jobsFolder}/${name} is there already. Choose another name.`
}

// A service of an app that is there may have any name that a file can have.
const SERVICE_NAME = /^[A-Za-z][\w-]{0,59}$/

const nameProblem = (name: string, known: K): string | undefined =>
  known.answers.app && SERVICE_NAME.test(name)
    ? takenName(name, known)
    : (slugProblem(name) ?? takenName(name, known))

const defaultDoctypes = (known: K): string[] => {
  const fromTrigger = readTrigger(known.answers.trigger)?.doctypes ?? []
  if (fromTrigger.length > 0) return [...new Set(fromTrigger)]
  const app = appOf(known)
  const [first] = Object.values(app ? (readManifestJson(app.folder).permissions ?? {}) : {})
  return [first?.type && doctypeProblem(first.type) === undefined ? first.type : 'io.cozy.todos']
}

const defaultVerbs = ({ answers }: K): string[] =>
  readTrigger(answers.trigger)?.kind === '@webhook' ? ['GET', 'POST'] : ['GET', 'PUT']

/** What `yo cozy:service` asks. */
export const SERVICE_QUESTIONS: readonly Question<ServiceAnswers>[] = [
  {
    name: 'app',
    kind: 'text',
    value: 'FOLDER',
    message: ({ surroundings }) =>
      `Add it to an app that is there? Its name, or nothing for a new one (${existingApps(surroundings)
        .map(({ name }) => name)
        .join(', ')})`,
    describe: 'Add the service to this app instead of making a new one; "" for a new one',
    default: ({ surroundings }) => appAround(surroundings)?.name ?? '',
    when: ({ surroundings }) => existingApps(surroundings).length > 0,
    whenNot: 'there is no app with a manifest.webapp here',
    normalize: (answer, { surroundings }) => {
      const name = basename(String(answer).replace(/\/+$/, ''))
      return String(answer) === '.' ? (appAround(surroundings)?.name ?? '.') : name
    },
    validate: (answer, { surroundings }) => {
      const names = existingApps(surroundings).map(({ name }) => name)
      if (answer === '' || names.includes(String(answer))) return undefined
      return `there is no app ${JSON.stringify(answer)} here. ${
        names.length > 0 ? `Use one of ${names.join(', ')}.` : 'Leave --app out.'
      }`
    }
  },
  {
    name: 'name',
    kind: 'text',
    positional: true,
    value: 'NAME',
    message: 'Name of the service',
    describe: 'Its name, a slug: tidy-photos',
    default: ({ surroundings, answers }) =>
      answers.app || surroundings.workspace || surroundings.entries.length > 0
        ? undefined
        : toSlug(basename(surroundings.folder)),
    validate: (answer, known) => nameProblem(String(answer), known)
  },
  {
    name: 'trigger',
    kind: 'text',
    value: 'TEXT',
    message: 'When does it run? As the manifest has it; none where another program starts it',
    describe: 'When it runs: "@event io.cozy.bills:CREATED", "@cron 0 30 6 * * *", "@webhook", none',
    default: () => '@event io.cozy.bank.operations:CREATED',
    normalize: answer => normalTrigger(String(answer)),
    validate: (answer, { surroundings }) => triggerProblem(String(answer), surroundings.now),
    remark: (answer, { surroundings }) => triggerInWords(String(answer), surroundings.now)
  },
  {
    name: 'doctypes',
    kind: 'list',
    value: 'DOCTYPE,…',
    message: 'Doctypes that it works with',
    describe: 'What it may look at, those of its trigger included: io.cozy.bills,io.cozy.contacts',
    default: defaultDoctypes,
    normalize: (answer, { answers }) => [
      ...new Set([...(readTrigger(answers.trigger)?.doctypes ?? []), ...texts(answer)])
    ],
    validate: answer =>
      answer.toString() === ''
        ? 'no doctype is named. Name one at least, such as io.cozy.todos.'
        : texts(answer)
            .map(doctypeProblem)
            .find(problem => problem !== undefined)
  },
  {
    name: 'verbs',
    kind: 'choices',
    value: 'VERB,…',
    message: 'What may it do with them?',
    describe: 'What it may do with them',
    choices: VERBS.map(value => ({ value })),
    default: defaultVerbs,
    normalize: answer => {
      const asked = texts(answer).map(verb => verb.toUpperCase())
      return asked.includes('ALL')
        ? ['ALL']
        : [
            ...VERBS.filter(verb => asked.includes(verb)),
            ...asked.filter(verb => !(VERBS as readonly string[]).includes(verb))
          ]
    },
    validate: answer => (texts(answer).length === 0 ? 'it may do nothing. Give GET at least.' : undefined)
  },
  {
    name: 'debounce',
    kind: 'text',
    value: 'DURATION',
    message:
      'How long shall events be held back, so that many are one run? As 2s or 10m; nothing for at once',
    describe: 'Hold events back for so long, so that many are one run: 2s, 10m',
    default: () => '',
    when: ({ answers }) => canBeHeldBack(answers.trigger),
    whenNot: 'the stack holds back @event and @webhook alone',
    validate: answer => debounceProblem(String(answer))
  },
  {
    name: 'editor',
    kind: 'text',
    value: 'NAME',
    message: 'Who publishes it?',
    describe: 'Who publishes the app',
    default: ({ surroundings: { git, package: own } }) => {
      const author = own?.json['author']
      return (
        git.userName ?? (typeof author === 'string' ? author.replace(/\s*[<(].*$/, '') : undefined) ?? 'Me'
      )
    },
    when: isOwnApp,
    whenNot: 'the app is there and has one',
    validate: answer =>
      answer === '' ? 'nobody is named, and a stack asks for an editor. Give a name.' : undefined
  },
  { ...(CI_QUESTION as Question<ServiceAnswers>), when: isOwnRepository },
  {
    name: 'folder',
    kind: 'text',
    value: 'FOLDER',
    message: 'In which folder? A dot is this one',
    describe: 'Where the repository is made; a dot is this folder',
    default: ({ surroundings, answers }) => defaultFolder(surroundings, answers.name),
    when: isOwnRepository,
    whenNot: 'in a workspace an app goes among the others',
    validate: (answer, { surroundings }) => folderProblem(String(answer), surroundings)
  }
]
