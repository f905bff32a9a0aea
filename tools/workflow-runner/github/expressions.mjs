import { data, Evaluator, Lexer, Parser } from '@actions/expressions'

const toData = value => {
  if (value === undefined || value === null) return new data.Null()
  if (typeof value === 'string') return new data.StringData(value)
  if (typeof value === 'number') return new data.NumberData(value)
  if (typeof value === 'boolean') return new data.BooleanData(value)
  if (Array.isArray(value)) return new data.Array(...value.map(toData))
  return new data.Dictionary(...Object.entries(value).map(([key, one]) => ({ key, value: toData(one) })))
}

const status = (name, holds) => ({
  name,
  minArgs: 0,
  maxArgs: 0,
  call: () => new data.BooleanData(holds)
})

/** What a condition may ask of the run so far. `soFar` is `success`, `failure` or `cancelled`. */
const statusFunctions = soFar => [
  status('success', soFar === 'success'),
  status('failure', soFar === 'failure'),
  status('cancelled', soFar === 'cancelled'),
  status('always', true)
]

const run = (text, contexts, soFar) => {
  const functions = statusFunctions(soFar)
  const { tokens } = new Lexer(text).lex()
  const tree = new Parser(tokens, Object.keys(contexts), functions).parse()
  return new Evaluator(tree, toData(contexts), new Map(functions.map(one => [one.name, one]))).evaluate()
}

const truthy = value => {
  const { kind } = value
  if (kind === data.Kind.Null) return false
  if (kind === data.Kind.Boolean) return value.value
  if (kind === data.Kind.Number) return value.value !== 0 && !Number.isNaN(value.value)
  if (kind === data.Kind.String) return value.value !== ''
  return true
}

const bare = text => /^\s*\$\{\{([\s\S]*)\}\}\s*$/.exec(text)?.[1] ?? text

/**
 * Whether a job or a step runs. Without a function on the state of the run, `success()` is asked as well.
 *
 * @param {string | boolean | undefined} condition
 * @param {object} contexts - `github`, `env`, `vars` …
 * @param {'success' | 'failure' | 'cancelled'} soFar
 */
export const holds = (condition, contexts, soFar = 'success') => {
  const text = bare(String(condition ?? 'success()'))
  const asksState = /\b(success|failure|cancelled|always)\s*\(/i.test(text.replace(/'(?:[^']|'')*'/g, ''))
  return (asksState || soFar === 'success') && truthy(run(text, contexts, soFar))
}

/** A text with each `${{ }}` in it put in. */
export const fillIn = (text, contexts, soFar = 'success') =>
  String(text ?? '').replace(/\$\{\{((?:[^'}]|'(?:[^']|'')*'|\}(?!\}))*)\}\}/g, (_, inner) =>
    run(inner, contexts, soFar).coerceString()
  )

/** Each value of a mapping filled in. */
export const fillInAll = (mapping, contexts, soFar) =>
  Object.fromEntries(
    Object.entries(mapping ?? {}).map(([key, value]) => [key, fillIn(value, contexts, soFar)])
  )
