import { COMMON_FLAGS, flagOf } from './flags.js'
import type { GeneratorSpec } from './generator.js'
import type { Question } from './question.js'
import { inColumns, wrap } from './wrap.js'

/** The width of what is no terminal: a pipe, a file. */
export const USUAL_COLUMNS = 80

const placeholder = ({ kind, value, name }: Question<never>): string =>
  kind === 'confirm' ? '' : ` ${value ?? name.toUpperCase()}`

const choicesOf = ({ choices, describe }: Question<never>): string => {
  if (!Array.isArray(choices)) return ''
  const values = (choices as { value: string }[]).map(({ value }) => value)
  return values.every(value => describe.includes(value)) ? '' : `: ${values.join(', ')}`
}

/** What `--help` prints, for a terminal of so many columns. */
export const helpText = (spec: GeneratorSpec<never>, command: string, columns = USUAL_COLUMNS): string => {
  const rows = [
    ...spec.questions.map(
      question =>
        [
          `--${flagOf(question)}${placeholder(question)}`,
          `${question.describe}${choicesOf(question)}`
        ] as const
    ),
    ...Object.entries(COMMON_FLAGS).map(([flag, describe]) => [`--${flag}`, describe] as const)
  ]
  const words = spec.questions
    .filter(({ positional }) => positional)
    .map(question => ` [${question.value ?? question.name.toUpperCase()}]`)
  const asked =
    'What has no flag is asked, with a default taken from git, package.json, the manifest and what was made before.'
  return [
    ...wrap(`${spec.summary}.`, columns),
    '',
    `  ${command}${words.join('')} [flags]`,
    '',
    ...(spec.questions.length > 0 ? [...wrap(asked, columns), ''] : []),
    ...inColumns(rows, columns),
    '',
    spec.examples.length === 1 ? 'Example:' : 'Examples:',
    '',
    // Never broken: they are there to be copied.
    ...spec.examples.map(example => `  ${command} ${example}`.trimEnd())
  ].join('\n')
}
