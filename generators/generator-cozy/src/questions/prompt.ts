import type { Answer, Known, Question } from './question.js'

/** One prompt in the form that Inquirer takes, and Yeoman's `this.prompt` likewise. */
export interface Prompt {
  type: 'input' | 'confirm' | 'select' | 'checkbox'
  name: 'answer'
  message: string
  default?: unknown
  choices?: { value: string; name: string; checked?: boolean }[]
  pageSize?: number
  validate?: (input: unknown) => true | string
}

/** Asks one thing of the person. Rejects with an ExitPromptError where they stop it. */
export type AskPrompt = (prompt: Prompt) => Promise<unknown>

const TYPES = {
  text: 'input',
  list: 'input',
  confirm: 'confirm',
  choice: 'select',
  choices: 'checkbox'
} as const

/** A value of a function or as it is. */
export const valueOf = <A, T>(given: T | ((known: Known<A>) => T), known: Known<A>): T =>
  typeof given === 'function' ? (given as (known: Known<A>) => T)(known) : given

/** What was typed or given, in the form that the kind of question has. */
export const readAnswer = <A>(question: Question<A>, raw: unknown, known: Known<A>): Answer => {
  const { kind } = question
  const texts = Array.isArray(raw) ? raw.map(String) : [String(raw)]
  const answer: Answer =
    kind === 'confirm'
      ? raw === true || raw === 'true'
      : kind === 'list' || kind === 'choices'
        ? texts.flatMap(text => text.split(/[\s,]+/)).filter(text => text !== '')
        : String(raw).trim()
  return question.normalize?.(answer, known) ?? answer
}

// They would break a comment or a table, or show another text than the one that stands there.
const INVISIBLE = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u

/** Why an answer will not do; undefined where it will. */
export const problemOf = <A>(question: Question<A>, answer: Answer, known: Known<A>): string | undefined => {
  const hidden = [answer].flat().find(text => typeof text === 'string' && INVISIBLE.test(text))
  if (hidden !== undefined) {
    return `${JSON.stringify(hidden)} holds a line break or another character that can't be seen. Leave it out.`
  }
  if (question.choices) {
    const values = valueOf(question.choices, known).map(({ value }) => value)
    const texts = typeof answer === 'boolean' ? [] : typeof answer === 'string' ? [answer] : answer
    const other = texts.find(text => !values.includes(text))
    if (other !== undefined && question.kind !== 'text') {
      return `${JSON.stringify(other)} is none of ${values.join(', ')}. Choose among these.`
    }
  }
  return question.validate?.(answer, known)
}

/** The prompt that asks a question, its checks included. */
export const promptOf = <A>(question: Question<A>, known: Known<A>): Prompt => {
  const preset = question.default?.(known)
  const checked = Array.isArray(preset) ? (preset as string[]) : []
  const several = question.kind === 'choices'
  return {
    type: TYPES[question.kind],
    name: 'answer',
    message: valueOf(question.message, known),
    ...(question.choices && {
      choices: valueOf(question.choices, known).map(({ value, name = value }) => ({
        value,
        name,
        ...(several && { checked: checked.includes(value) })
      })),
      pageSize: 16
    }),
    ...(preset !== undefined && !several && { default: Array.isArray(preset) ? checked.join(' ') : preset }),
    ...((question.kind === 'text' || question.kind === 'list') && {
      validate: input => problemOf(question, readAnswer(question, input, known), known) ?? true
    })
  }
}
