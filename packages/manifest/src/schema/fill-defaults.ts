import type { JsonSchema } from '../attributes/shape.js'
import { isObject } from '../json/is-object.js'

const isAbsent = (value: unknown, schema: JsonSchema): boolean =>
  value === undefined ||
  value === null ||
  // The documentation gives `categories` its default where the list is empty, too.
  (Array.isArray(value) && value.length === 0 && Array.isArray(schema.default))

const fillObject = (value: Record<string, unknown>, schema: JsonSchema): Record<string, unknown> => {
  const filled: Record<string, unknown> = { ...value }
  for (const [name, inner] of Object.entries(schema.properties ?? {})) {
    if (isAbsent(filled[name], inner) && inner.default !== undefined) {
      filled[name] = structuredClone(inner.default)
    }
  }
  for (const [name, member] of Object.entries(filled)) {
    const inner = schema.properties?.[name] ?? schema.additionalProperties
    if (inner) filled[name] = fillDefaults(member, inner)
  }
  return filled
}

/** A copy of a value in which what is absent has its default. What has the wrong type stays as it is. */
export const fillDefaults = (value: unknown, schema: JsonSchema): unknown => {
  const { items } = schema
  if (Array.isArray(value)) return items ? value.map(item => fillDefaults(item, items)) : value
  return isObject(value) ? fillObject(value, schema) : value
}
