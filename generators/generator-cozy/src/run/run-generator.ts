import { accessSync, constants } from 'node:fs'
import { GeneratorError } from '../errors.js'
import { existingFolder } from '../project/existing-folder.js'
import { gatherSurroundings } from '../project/gather-surroundings.js'
import { joinPlans } from '../project/join-plans.js'
import type { SignalSource } from '../project/interrupt.js'
import type { Plan } from '../project/plan.js'
import type { Surroundings } from '../project/surroundings.js'
import { describePlan, fromHere, isEmpty, nextLines } from '../project/show-plan.js'
import { showDiff } from '../project/show-diff.js'
import { writeError } from '../project/write-errors.js'
import { writePlan } from '../project/write-plan.js'
import { answerQuestions } from '../questions/answer-questions.js'
import type { Given } from '../questions/flags.js'
import type { GeneratorSpec } from '../questions/generator.js'
import type { AskPrompt } from '../questions/prompt.js'
import { confirmPlan } from './confirm-plan.js'
import { loadSpec } from './follower.js'

/** What a generator runs in: a terminal and a folder. */
export interface Setting {
  /** Absolute: where the person stands. */
  folder: string
  /** Undefined where nobody can be asked. */
  ask?: AskPrompt | undefined
  say: (line: string) => void
  signals: SignalSource
  /** `npm_config_user_agent`: which package manager started it. */
  userAgent?: string | undefined
}

const mustBeWritable = (act: string, folder: string): void => {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK)
  } catch (error) {
    throw writeError(act, error, folder)
  }
}

const valuesOf = <A>({ questions }: GeneratorSpec<A>, { values }: Given): Given['values'] =>
  Object.fromEntries(
    questions.flatMap(({ name }) => (values[name] === undefined ? [] : [[name, values[name]] as const]))
  )

/** The plan with that of the generator that follows, if one does. */
const withFollower = async <A extends object>(
  spec: GeneratorSpec<A>,
  answers: A,
  plan: Plan,
  {
    given,
    ask,
    say,
    surroundings
  }: Pick<Setting, 'ask' | 'say'> & { given: Given; surroundings: Surroundings }
): Promise<Plan> => {
  const after = spec.followedBy?.after(answers, plan, surroundings)
  const second = after && (await loadSpec(after.name))
  if (!after || !second) return plan
  // A flag that both know, the first has taken.
  const taken: readonly string[] = spec.questions.map(({ name }) => name)
  const rest = Object.entries(valuesOf(second, given)).filter(([name]) => !taken.includes(name))
  const own = { ...given, values: Object.fromEntries(rest) }
  const asking = { surroundings: after.surroundings, given: own, ask, say, act: second.act }
  const more = await second.plan({
    answers: await answerQuestions(second.questions, asking),
    surroundings: after.surroundings,
    say
  })
  return joinPlans(plan, more)
}

/** Asks, plans, and writes or shows. Throws a GeneratorError where anything is in the way; then nothing is written. */
export const runGenerator = async <A extends object>(
  spec: GeneratorSpec<A>,
  given: Given,
  { folder, ask, say, signals, userAgent }: Setting
): Promise<void> => {
  const surroundings = await gatherSurroundings(folder, { userAgent })
  // Before ten questions are answered in vain.
  if (!given.dryRun) mustBeWritable(spec.act, existingFolder(surroundings.workspace?.root ?? folder))
  const own = { ...given, values: valuesOf(spec, given) }
  const answers = await answerQuestions(spec.questions, { surroundings, given: own, ask, say, act: spec.act })
  const first = await spec.plan({ answers, surroundings, say })
  const plan = await withFollower(spec, answers, first, { given, surroundings, ask, say })
  const place = fromHere(folder, plan.folder)
  if (isEmpty(plan)) {
    for (const line of plan.next) say(line)
    return
  }
  if (given.dryRun) {
    say(`Would write into ${place}:`)
    for (const line of plan.confirm === undefined ? describePlan(plan) : showDiff(plan)) say(line)
    return
  }
  await confirmPlan(plan, spec.act, { yes: given.yes, ask, say })
  await writePlan(plan, spec.act, signals)
  say(`Written into ${place}:`)
  for (const line of describePlan(plan)) say(line)
  const next = nextLines(plan)
  if (next.length > 0) say('')
  for (const line of next) say(line)
}

/** What to say of an error, and the exit code. A bug of ours keeps its stack for --verbose alone. */
export const reportOf = (error: unknown): { text: string; code: number } =>
  error instanceof GeneratorError
    ? { text: error.message, code: error.exitCode }
    : {
        text: `Failed to run the generator: ${(error as Error).message}. This is a bug of generator-cozy; please report it.`,
        code: 3
      }
