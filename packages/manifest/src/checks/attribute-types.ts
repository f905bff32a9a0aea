import type { JsonSchema } from '../attributes/shape.js'
import type { Step } from '../json/json-tree.js'
import { pathText } from '../json/path-text.js'
import { nearest } from '../problems/nearest.js'
import { validate, type SchemaError } from '../schema/validate.js'
import { inWords, valueInWords } from '../schema/words.js'
import type { Check, Finding } from './check.js'

const sample = (path: readonly Step[], schema: JsonSchema): string => {
  const example = schema.examples?.[0] ?? schema.enum?.[0]
  if (example === undefined) return `Give it ${inWords(schema)}.`
  const name = path.findLast(step => typeof step === 'string')
  const written = JSON.stringify(example)
  return typeof path.at(-1) === 'string' ? `Write, for instance, "${name}": ${written}.` : `Write ${written}.`
}

const lettersOf = (word: string): string => [...word.toUpperCase()].sort().join('')

/** Letters that changed places are two that differ, which is too many in a short word. */
const meantBy = (word: string, allowed: readonly string[]): string | undefined =>
  allowed.find(candidate => lettersOf(candidate) === lettersOf(word)) ?? nearest(word, allowed)

const advise = ({ path, schema, value }: SchemaError): string => {
  const allowed = schema.enum?.filter(member => typeof member === 'string') ?? []
  const meant = typeof value === 'string' ? meantBy(value, allowed) : undefined
  if (meant !== undefined) return `Did you mean "${meant}"?`
  // The first of a list of choices is no better than the others: "ALL" would be the widest of the verbs.
  const isChoice = typeof path.at(-1) === 'number' && allowed.length > 1
  return isChoice ? 'Write one of them.' : sample(path, schema)
}

const missingFinding = ({ path, schema }: SchemaError, missing: string): Finding => {
  const example = schema.properties?.[missing]?.examples?.[0] ?? schema.properties?.[missing]?.enum?.[0]
  const advice = `Add "${missing}": ${JSON.stringify(example)}.`
  // The stack takes slug and source from the installation and asks for nothing else at the top.
  if (path.length === 0) {
    return {
      code: 'attribute-recommended',
      path: [missing],
      message: 'the documentation requires it; the stack installs without it',
      advice
    }
  }
  return {
    code: 'attribute-missing',
    path,
    message: `expected ${pathText(path)} to have an attribute "${missing}"`,
    advice,
    at: 'key'
  }
}

/** Types, forms and presence of all attributes, by the JSON Schema of the table. */
export const checkTypes: Check = ({ manifest, kind }) =>
  validate(manifest, kind)
    .filter(error => error.value !== null)
    .map(error =>
      error.missing === undefined
        ? {
            code: 'attribute-invalid',
            path: error.path,
            message: `expected ${pathText(error.path)} to be ${inWords(error.schema)}, got ${valueInWords(error.value)}`,
            advice: advise(error)
          }
        : missingFinding(error, error.missing)
    )
