import { COMMON_FLAGS, flagOf } from './flags.js'
import type { GeneratorSpec } from './generator.js'
import type { Question } from './question.js'

const placeholder = ({ kind, value, name }: Question<never>): string =>
  kind === 'confirm' ? '' : ` ${value ?? name.toUpperCase()}`

const choicesOf = ({ choices }: Question<never>): string =>
  Array.isArray(choices) ? `: ${(choices as { value: string }[]).map(({ value }) => value).join(', ')}` : ''

/** What `--help` prints. */
export const helpText = (spec: GeneratorSpec<never>, command: string): string => {
  const rows = [
    ...spec.questions.map(question => [
      `--${flagOf(question)}${placeholder(question)}`,
      `${question.describe}${choicesOf(question)}`
    ]),
    ...Object.entries(COMMON_FLAGS).map(([flag, describe]) => [`--${flag}`, describe])
  ]
  const width = Math.max(...rows.map(([left = '']) => left.length)) + 2
  const words = spec.questions
    .filter(({ positional }) => positional)
    .map(question => ` [${question.value ?? question.name.toUpperCase()}]`)
  return [
    `${spec.summary}.`,
    '',
    `  ${command}${words.join('')} [flags]`,
    '',
    'What has no flag is asked, with a default taken from git, package.json and the manifest.',
    '',
    ...rows.map(([left = '', right = '']) => `  ${left.padEnd(width)}${right}`)
  ].join('\n')
}
