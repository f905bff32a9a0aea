import { schemaOfObject, type JsonSchema } from '../attributes/shape.js'
import { attributesOf } from '../attributes/table.js'
import { MANIFEST_FILES, type ManifestKind } from '../types.js'

/** A JSON Schema with what its head says. */
export interface SchemaDocument extends JsonSchema {
  $schema: string
  $id: string
  title: string
}

/** The JSON Schema (draft 7) of a kind of manifest, as it is published for editors and as it is checked with. */
export const buildSchema = (kind: ManifestKind): SchemaDocument => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: `${MANIFEST_FILES[kind]}.schema.json`,
  title: MANIFEST_FILES[kind],
  ...schemaOfObject(attributesOf(kind))
})
