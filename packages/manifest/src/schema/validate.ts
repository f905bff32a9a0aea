import { createRequire } from 'node:module'
import type * as AjvModule from 'ajv'
import type { ErrorObject, ValidateFunction } from 'ajv'
import type { JsonSchema } from '../attributes/shape.js'
import type { ManifestKind } from '../types.js'
import { buildSchema } from './build-schema.js'

const require = createRequire(import.meta.url)

/** One place where a value breaks its schema. */
export interface SchemaError {
  path: (string | number)[]
  /** Set where an object lacks this attribute. */
  missing?: string
  /** The schema that was broken. */
  schema: JsonSchema
  value: unknown
}

const isRegex = (text: string): boolean => {
  try {
    return new RegExp(text) instanceof RegExp
  } catch {
    return false
  }
}

// ajv takes a good part of a server's start, and a server that only installs never needs it: loaded on the first check.
const compile = (kind: ManifestKind): ValidateFunction => {
  const { Ajv } = require('ajv') as typeof AjvModule
  const ajv = new Ajv({ allErrors: true, verbose: true, strict: true, allowUnionTypes: true })
  ajv.addVocabulary(['patternErrorMessage'])
  ajv.addFormat('regex', isRegex)
  return ajv.compile(buildSchema(kind))
}

const compiled = new Map<ManifestKind, ValidateFunction>()

const validatorOf = (kind: ManifestKind): ValidateFunction => {
  const known = compiled.get(kind)
  if (known) return known
  const made = compile(kind)
  compiled.set(kind, made)
  return made
}

const stepsOf = (manifest: unknown, pointer: string): (string | number)[] => {
  let value: unknown = manifest
  return pointer
    .split('/')
    .slice(1)
    .map(part => {
      const key = part.replaceAll('~1', '/').replaceAll('~0', '~')
      const step = Array.isArray(value) ? Number(key) : key
      value = (value as Record<string | number, unknown>)[step]
      return step
    })
}

// Of several types that are allowed, ajv tells what is wrong with each: one message for the value says more.
const withoutBranches = (errors: ErrorObject[]): ErrorObject[] => {
  const unions = errors.filter(error => error.keyword === 'anyOf').map(error => error.instancePath)
  return errors.filter(
    error => error.keyword === 'anyOf' || !unions.some(union => error.instancePath.startsWith(union))
  )
}

/** Everything in a manifest that breaks the schema of its kind; one error a value. */
export const validate = (manifest: unknown, kind: ManifestKind): SchemaError[] => {
  const validator = validatorOf(kind)
  if (validator(manifest)) return []
  const seen = new Set<string>()
  return withoutBranches(validator.errors ?? []).flatMap(error => {
    const missing = error.keyword === 'required' ? String(error.params.missingProperty) : undefined
    const key = `${error.instancePath} ${missing ?? ''}`
    if (seen.has(key)) return []
    seen.add(key)
    return {
      path: stepsOf(manifest, error.instancePath),
      schema: error.parentSchema as JsonSchema,
      value: error.data,
      ...(missing !== undefined && { missing })
    }
  })
}
