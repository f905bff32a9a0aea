import type { Plan } from '../project/plan.js'
import type { Surroundings } from '../project/surroundings.js'
import type { Question } from './question.js'

/** What a plan is made from. */
export interface PlanInput<A> {
  answers: A
  surroundings: Surroundings
  /** Says something to the person, at once. */
  say: (line: string) => void
}

/** What follows a generator. */
export interface Follower {
  name: string
  surroundings: Surroundings
}

/** One generator: `yo cozy:NAME` and `generator-cozy NAME`. */
export interface GeneratorSpec<A = object> {
  /** `app` is the menu. */
  name: string
  /** What it does to the person, for messages: *Failed to ACT: …* (`make the service`). */
  act: string
  /** One line for `--help`. */
  summary: string
  /** What may stand after the command, for `--help`; a line each of at most 80 columns with `generator-cozy NAME`. */
  examples: readonly string[]
  questions: readonly Question<A>[]
  /** Reads, decides, renders; writes nothing. Throws a GeneratorError. */
  plan: (input: PlanInput<A>) => Promise<Plan> | Plan
  /** A second generator whose plan becomes part of this one: all is asked first, and written at once. */
  followedBy?: {
    /** Of the question that says which, without `--`. */
    flag: string
    /** Its name, and the surroundings as they will be; undefined where nothing follows. */
    after: (answers: A, plan: Plan, surroundings: Surroundings) => Follower | undefined
  }
}
