import { buildSchema } from '../schema/build-schema.js'
import { MANIFEST_FILES, type ManifestKind } from '../types.js'
import { referencePage } from './reference-page.js'

/** A file that is made from the table. */
export interface GeneratedFile {
  /** From the root of the repository. */
  path: string
  text: string
}

const schemaFile = (kind: ManifestKind): GeneratedFile => ({
  path: `packages/manifest/schema/${MANIFEST_FILES[kind]}.schema.json`,
  text: `${JSON.stringify(buildSchema(kind), null, 2)}\n`
})

/** All files that are made from the table of attributes and from the table of problems, not yet formatted. */
export const generatedFiles = (): GeneratedFile[] => [
  schemaFile('webapp'),
  schemaFile('konnector'),
  { path: 'docs/reference/manifest.md', text: referencePage() }
]
