import type { Surroundings } from '../project/surroundings.js'

/** What a question may be answered with. */
export type Answer = string | boolean | readonly string[]

/** One thing to pick from. */
export interface Choice {
  value: string
  /** In the menu; the value where absent. */
  name?: string
}

/** What is known when a question's turn comes. */
export interface Known<A> {
  surroundings: Surroundings
  /** Answers to the questions before. */
  answers: Partial<A>
}

type Of<A, T> = T | ((known: Known<A>) => T)

/**
 * One question. Flags, prompts, `--yes`, `--help` and the checks all come from it.
 *
 * Answers are: `text` a string, `confirm` a boolean, `choice` the value of a choice, `choices` values of choices, `list`
 * texts (given as one text with commas or spaces between, or as a flag several times).
 */
export interface Question<A = Record<string, Answer>> {
  name: keyof A & string
  kind: 'text' | 'confirm' | 'choice' | 'choices' | 'list'
  /** Without `--`; the name in kebab-case where absent. A `confirm` also takes `--no-FLAG`. */
  flag?: string
  /** May also be given as the first word without a flag: `generator-cozy service NAME`. */
  positional?: boolean
  /** To the person, without a colon. */
  message: Of<A, string>
  /** What the flag does, for `--help`. */
  describe: string
  /** What stands for the value in the help: `NAME`. */
  value?: string
  choices?: Of<A, readonly Choice[]>
  /** Where it is undefined, `--yes` needs the flag. */
  default?: (known: Known<A>) => Answer | undefined
  /** Brings an answer into its one form: trimmed, sorted. Before `validate`. */
  normalize?: (answer: Answer, known: Known<A>) => Answer
  /** Why the answer will not do and what to do, two sentences: `"A b" is no slug. Use …`. Undefined where it will do. */
  validate?: (answer: Answer, known: Known<A>) => string | undefined
  /** Said once the answer is known: a trigger in words. */
  remark?: (answer: Answer, known: Known<A>) => readonly string[]
  /** False: this question does not arise, and its flag is refused. */
  when?: (known: Known<A>) => boolean
  /** Why its flag is refused where `when` is false: a sentence. */
  whenNot?: string
}
