import { GeneratorError } from '../errors.js'
import type { Surroundings } from '../project/surroundings.js'
import { unlessStopped } from './unless-stopped.js'
import { flagOf, type Given } from './flags.js'
import { problemOf, promptOf, readAnswer, type AskPrompt } from './prompt.js'
import type { Answer, Known, Question } from './question.js'

/** How answers are had. */
export interface Asking {
  surroundings: Surroundings
  given: Given
  /** Undefined where there is nobody to ask. */
  ask?: AskPrompt | undefined
  say: (line: string) => void
  /** For messages: `make the service`. */
  act: string
}

interface Missing {
  flag: string
  hasDefault: boolean
}

const askOne = async <A>(
  question: Question<A>,
  known: Known<A>,
  ask: AskPrompt,
  say: Asking['say']
): Promise<Answer> => {
  for (;;) {
    const answer = readAnswer(question, await ask(promptOf(question, known)), known)
    const problem = problemOf(question, answer, known)
    if (problem === undefined) return answer
    say(`  ${problem}`)
  }
}

const noAnswers = (act: string, missing: readonly Missing[], yes: boolean): GeneratorError => {
  const needed = missing.filter(({ hasDefault }) => !hasDefault).map(({ flag }) => flag)
  const all = missing.map(({ flag }) => flag).join(', ')
  const beside = needed.length > 0 ? ` (beside ${needed.join(', ')})` : ''
  return new GeneratorError(
    yes
      ? `Failed to ${act}: there is no default for ${all}. Give it beside --yes.`
      : `Failed to ${act}: this terminal can't be asked, and these flags are missing: ${all}. Give them, or --yes${beside} for the defaults.`,
    2
  )
}

/** Those flags that are wrong by themselves are told before anything is asked. */
const checkGiven = <A>(questions: readonly Question<A>[], { given, surroundings, act }: Asking): void => {
  const answers: Partial<A> = {}
  const problems: string[] = []
  for (const question of questions) {
    const raw = given.values[question.name]
    if (raw === undefined) continue
    const known = { surroundings, answers }
    const answer = readAnswer(question, raw, known)
    const problem = problemOf(question, answer, known)
    if (problem !== undefined) problems.push(problem)
    else answers[question.name] = answer as A[keyof A & string]
  }
  if (problems.length > 0) throw new GeneratorError(`Failed to ${act}: ${problems.join('\n')}`, 2)
}

/**
 * All answers: from flags, by asking, or by default.
 *
 * @throws GeneratorError that names every flag that is wrong, or every one that is missing
 */
export const answerQuestions = async <A extends object>(
  questions: readonly Question<A>[],
  asking: Asking
): Promise<A> => {
  const { surroundings, given, ask, say, act } = asking
  checkGiven(questions, asking)
  const answers: Partial<A> = {}
  const missing: Missing[] = []
  for (const question of questions) {
    const known: Known<A> = { surroundings, answers }
    const raw = given.values[question.name]
    if (question.when && !question.when(known)) {
      if (raw === undefined) continue
      throw new GeneratorError(
        `Failed to ${act}: --${flagOf(question)} has no meaning here: ${question.whenNot ?? 'other answers rule it out'}. Leave it out.`,
        2
      )
    }
    const preset = question.default?.(known)
    let answer: Answer
    if (raw !== undefined) answer = readAnswer(question, raw, known)
    else if (ask && !given.yes) {
      answer = await unlessStopped(act, askOne(question, known, ask, say))
    } else {
      if (preset === undefined || !given.yes)
        missing.push({ flag: `--${flagOf(question)}`, hasDefault: preset !== undefined })
      if (preset === undefined) continue
      answer = readAnswer(question, preset, known)
    }
    const problem = problemOf(question, answer, known)
    if (problem !== undefined) {
      throw new GeneratorError(
        `Failed to ${act}: ${problem}${raw === undefined ? ` (--${flagOf(question)})` : ''}`,
        2
      )
    }
    answers[question.name] = answer as A[keyof A & string]
    if (missing.length > 0) continue
    for (const line of question.remark?.(answer, known) ?? []) say(line)
  }
  if (missing.length > 0) throw noAnswers(act, missing, given.yes)
  return answers as A
}
