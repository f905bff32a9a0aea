import type { JsonSchema } from '../attributes/shape.js'
import { attributesOf, everyAttribute } from '../attributes/table.js'
import { isObject } from '../json/is-object.js'
import type { Step } from '../json/json-tree.js'
import { valuesAt } from '../json/values-at.js'
import { nearest } from '../problems/nearest.js'
import { buildSchema } from '../schema/build-schema.js'
import { MANIFEST_FILES, type ManifestKind } from '../types.js'
import type { Check, Finding } from './check.js'

const unknown = (path: readonly Step[], name: string, known: readonly string[]): Finding => {
  const meant = nearest(name, known)
  return {
    code: 'attribute-unknown',
    path: [...path, name],
    at: 'key',
    message: `there is no attribute "${name}" here`,
    advice: meant === undefined ? 'Remove it, or correct its name.' : `Did you mean "${meant}"?`
  }
}

const ofOtherKind = (kind: ManifestKind, name: string): Finding | undefined => {
  const other = kind === 'webapp' ? 'konnector' : 'webapp'
  return attributesOf(other).some(attribute => attribute.name === name)
    ? {
        code: 'attribute-of-other-kind',
        path: [name],
        at: 'key',
        message: `only a ${MANIFEST_FILES[other]} has "${name}"`,
        advice: 'Remove it.'
      }
    : undefined
}

const nullMember = (path: readonly Step[]): Finding => ({
  code: 'attribute-null',
  path,
  message: 'its value is null, which the stack takes for absent',
  advice: 'Remove it, or give it a value.'
})

const isNullable = (schema: JsonSchema | undefined): boolean =>
  schema?.anyOf?.some(branch => branch.type === 'null') ?? false

/** Walks the manifest along its schema. Objects of which the table knows nothing are left alone. */
const walk = (value: unknown, schema: JsonSchema, path: readonly Step[], kind: ManifestKind): Finding[] => {
  const { items, properties = {}, additionalProperties } = schema
  if (Array.isArray(value))
    return items ? value.flatMap((item, index) => walk(item, items, [...path, index], kind)) : []
  if (!isObject(value) || (!schema.properties && !additionalProperties)) return []
  return Object.entries(value).flatMap(([name, member]) => {
    const inner = properties[name] ?? additionalProperties
    if (!inner)
      return (path.length === 0 && ofOtherKind(kind, name)) || unknown(path, name, Object.keys(properties))
    if (member === null && !isNullable(inner)) return nullMember([...path, name])
    return walk(member, inner, [...path, name], kind)
  })
}

const writtenByStack = (manifest: Record<string, unknown>, kind: ManifestKind): Finding[] =>
  everyAttribute(kind)
    .filter(attribute => attribute.writtenByStack)
    .flatMap(attribute => valuesAt(manifest, attribute.path))
    .map(({ path }) => ({
      code: 'attribute-of-stack',
      path,
      at: 'key',
      message: 'the stack writes it itself, over what the manifest says',
      advice: 'Remove it.'
    }))

/** Names of attributes: unknown ones, those of the other kind, those without a value, those of the stack. */
export const checkNames: Check = ({ manifest, kind }) => [
  ...walk(manifest, buildSchema(kind), [], kind),
  ...writtenByStack(manifest, kind)
]
