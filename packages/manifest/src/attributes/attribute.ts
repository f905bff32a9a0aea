import type { Shape } from './shape.js'

/**
 * One line of the table from which everything is made: the JSON Schemas for editors, the checks, the messages and
 * the reference page.
 */
export interface Attribute {
  name: string
  shape: Shape
  description: string
  /** A value as it should be. */
  example: unknown
  /** A value that is refused: shown in the reference, and held by a test. */
  refused: unknown
  /** What its absence means. */
  default?: unknown
  /** True where a reader of the manifest cannot do without it. */
  required?: boolean
  /** True for what the stack itself writes, whatever the manifest says. */
  writtenByStack?: boolean
}

/** An attribute with its whole path, such as `services.*.file` or `platforms[].type`. */
export interface AttributeAt extends Attribute {
  path: string
}

/** The attributes and those within them, in the order of the table. */
export const flatten = (attributes: readonly Attribute[], before = ''): AttributeAt[] =>
  attributes.flatMap(attribute => {
    const path = before + attribute.name
    const { inner } = attribute.shape
    return [{ ...attribute, path }, ...(inner ? flatten(inner.attributes, path + inner.step) : [])]
  })
