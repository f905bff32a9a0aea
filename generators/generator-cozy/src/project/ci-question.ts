import type { Question } from '../questions/question.js'

interface WithCi {
  ci?: readonly string[]
}

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
  default: () => ['github'],
  whenNot: 'the files are there for the whole repository: see "generator-cozy ci"'
}
