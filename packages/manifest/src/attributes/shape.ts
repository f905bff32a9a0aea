import type { Attribute } from './attribute.js'

/** The part of JSON Schema (draft 7) that the table needs. */
export interface JsonSchema {
  type?: string | string[]
  enum?: readonly unknown[]
  pattern?: string
  /** Shown by editors; also says in words what the pattern wants. */
  patternErrorMessage?: string
  format?: string
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
  items?: JsonSchema
  properties?: Record<string, JsonSchema>
  required?: string[]
  additionalProperties?: JsonSchema
  anyOf?: JsonSchema[]
  description?: string
  default?: unknown
  examples?: readonly unknown[]
}

/**
 * The type of an attribute: its schema, and the attributes within it. `step` is what stands between its path and
 * theirs: `.` in an object, `[].` in a list of objects, `.*.` in a map of objects.
 */
export interface Shape {
  schema: JsonSchema
  inner?: { step: string; attributes: readonly Attribute[] }
  /** Values that are known though others are allowed: a near miss is told. */
  known?: readonly string[]
}

const PREFIX = 'Expected '

/** A text; `what` says in words what a pattern wants. */
export const text = (limits: { pattern?: string; what?: string; known?: readonly string[] } = {}): Shape => ({
  schema: {
    type: 'string',
    ...(limits.pattern !== undefined && {
      pattern: limits.pattern,
      patternErrorMessage: `${PREFIX}${limits.what ?? 'another text'}.`
    }),
    ...(limits.known && { examples: limits.known })
  },
  ...(limits.known && { known: limits.known })
})

/** One of a few texts. */
export const oneOf = (...values: string[]): Shape => ({ schema: { type: 'string', enum: values } })

/** True or false. */
export const flag = (): Shape => ({ schema: { type: 'boolean' } })

/** A whole number. */
export const whole = (minimum?: number, maximum?: number): Shape => ({
  schema: {
    type: 'integer',
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum })
  }
})

/** A list; its length may be fixed. */
export const list = (of: Shape, length?: number): Shape => ({
  schema: {
    type: 'array',
    items: of.schema,
    ...(length !== undefined && { minItems: length, maxItems: length })
  },
  ...(of.inner && { inner: { step: `[]${of.inner.step}`, attributes: of.inner.attributes } }),
  ...(of.known && { known: of.known })
})

/** An object whose keys the author chooses. */
export const map = (of: Shape): Shape => ({
  schema: { type: 'object', additionalProperties: of.schema },
  ...(of.inner && { inner: { step: `.*${of.inner.step}`, attributes: of.inner.attributes } })
})

/** An object with known attributes. */
export const object = (attributes: readonly Attribute[]): Shape => ({
  schema: schemaOfObject(attributes),
  inner: { step: '.', attributes }
})

/** An object of which nothing is known. */
export const anyObject = (): Shape => ({ schema: { type: 'object' } })

/** Several types. */
export const either = (...shapes: Shape[]): Shape => ({
  schema: { anyOf: shapes.map(shape => shape.schema) }
})

/** Null, where it means something. */
export const nothing = (): Shape => ({ schema: { type: 'null' } })

/** False, where true means nothing. */
export const never = (): Shape => ({ schema: { type: 'boolean', enum: [false] } })

const schemaOfAttribute = ({ shape, description, default: value, example }: Attribute): JsonSchema => ({
  description,
  ...shape.schema,
  ...(value !== undefined && { default: value }),
  ...(!shape.schema.examples && !shape.schema.enum && { examples: [example] })
})

/** The schema of an object with these attributes. */
export const schemaOfObject = (attributes: readonly Attribute[]): JsonSchema => {
  const required = attributes.filter(attribute => attribute.required).map(attribute => attribute.name)
  return {
    type: 'object',
    properties: Object.fromEntries(
      attributes.map(attribute => [attribute.name, schemaOfAttribute(attribute)])
    ),
    ...(required.length > 0 && { required })
  }
}

/** What a pattern wants, in words. */
export const wantedByPattern = (schema: JsonSchema): string | undefined =>
  schema.patternErrorMessage?.slice(PREFIX.length, -1)
