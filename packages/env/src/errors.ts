/** What is wrong with one variable. */
export interface EnvProblem {
  variable: string
  code: 'missing' | 'malformed'
  /** Why, without the value: a variable may hold what nobody should read. */
  why: string
}

/** Where the variables of a job come from. */
const ADVICE =
  'Start the job by a stack, or by hand with cozy-jobs run, cozy-jobs standalone or cozy-run-dev, which give these variables'

/** The variables of a job are not what a stack gives; all that is missing or malformed is named at once. */
export class EnvError extends Error {
  override readonly name = 'EnvError'
  readonly problems: readonly EnvProblem[]

  constructor(problems: readonly EnvProblem[]) {
    const list = problems.map(({ variable, why }) => `${variable} ${why}`).join('; ')
    super(`Failed to read the job's environment: ${list}. ${ADVICE}.`)
    this.problems = problems
  }
}
