import { realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import type { CiProvider } from '@cozy-jobs/deploy/continuous-integration'
import type { Question } from '../questions/question.js'
import { existingFolder } from './existing-folder.js'
import { defaultFolder } from './own-folder.js'
import type { Surroundings } from './surroundings.js'

interface WithCi {
  ci?: readonly string[]
  folder?: string
}

/** Whether a new folder would lie inside a repository that is there, rather than be its top. */
export const isInsideRepository = (
  surroundings: Pick<Surroundings, 'folder' | 'git' | 'entries'>,
  folder = defaultFolder(surroundings, 'new')
): boolean => {
  const { root } = surroundings.git
  if (root === undefined || folder === undefined) return false
  const target = resolve(surroundings.folder, folder)
  return existingFolder(target) !== target || realpathSync(target) !== realpathSync(root)
}

/** Continuous integration is read at the top of a repository alone: none by default elsewhere. */
export const defaultProviders = (surroundings: Surroundings, folder?: string): CiProvider[] =>
  isInsideRepository(surroundings, folder) ? [] : ['github']

/** Whose continuous integration a repository of its own is to have. */
export const CI_QUESTION: Question<WithCi> = {
  name: 'ci',
  kind: 'choices',
  value: 'PROVIDER,…',
  message: 'Continuous integration by',
  describe: 'Files of continuous integration, "" for none',
  choices: [
    { value: 'github', name: 'GitHub Actions' },
    { value: 'travis', name: 'Travis' }
  ],
  default: ({ surroundings, answers }) => defaultProviders(surroundings, answers.folder),
  whenNot: 'the files are there for the whole repository: see "generator-cozy ci"'
}

/** What is missing for the job to be deployed from there. */
export const deploySteps = (surroundings: Surroundings, folder: string): string[] => {
  const { git } = surroundings
  if (git.root === undefined) return ['To deploy it: git init, and a remote.']
  if (!isInsideRepository(surroundings, folder))
    return git.repositoryUrl === undefined ? ['To deploy it: a remote of git.'] : []
  return [
    `It lies in the repository of ${git.root}: deploy it to a branch of its own with --branch build-NAME. Continuous integration is read at the top of a repository alone.`
  ]
}
