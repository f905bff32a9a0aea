import { failure } from './errors.js'
import { isObject } from './json/is-object.js'
import { positionOf, readTree } from './json/json-tree.js'
import { syntaxProblems } from './json/syntax-problems.js'
import { buildSchema } from './schema/build-schema.js'
import { fillDefaults } from './schema/fill-defaults.js'
import { MANIFEST_FILES, type ManifestKind, type ManifestOf } from './types.js'

const invalid = (text: string, kind: ManifestKind): Error => {
  const tree = readTree(text)
  const first = syntaxProblems(tree)[0]
  if (!first) {
    return failure(
      'manifest-invalid',
      MANIFEST_FILES[kind],
      '',
      'it holds no JSON object',
      'Write { "name": … }.'
    )
  }
  const { line, column } = positionOf(text, first.offset)
  return failure(
    'manifest-invalid',
    MANIFEST_FILES[kind],
    `, line ${line}, column ${column}`,
    first.message,
    first.advice
  )
}

/** A manifest's object as it was written, or undefined where the text is no JSON object. */
export const parseObject = (text: string): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** A manifest's object with the defaults of the documentation filled in. It is a copy. */
export const withDefaults = <K extends ManifestKind>(
  manifest: Record<string, unknown>,
  kind: K
): ManifestOf<K> => fillDefaults(manifest, buildSchema(kind)) as ManifestOf<K>

/**
 * Reads a manifest and fills in the defaults. It looks at the form of the JSON only: `checkManifest` tells what
 * is wrong with the contents, so use what it has found no errors in.
 *
 * @throws ManifestError `manifest-invalid` where the text is no JSON object, with line and column
 */
export const parseManifest = <K extends ManifestKind>(text: string, kind: K): ManifestOf<K> => {
  const manifest = parseObject(text)
  if (!manifest) throw invalid(text, kind)
  return withDefaults(manifest, kind)
}
