import { checkManifest } from '../check-manifest.js'
import { formatProblems } from '../problems/format-problems.js'
import { MANIFEST_FILES, type ManifestKind } from '../types.js'

const MINIMAL = { name: 'Banks', slug: 'banks', editor: 'Cozy', version: '1.0.0' }

/** A manifest without a problem, with these attributes added to it. */
export const manifestWith = (attributes: Record<string, unknown>, kind: ManifestKind = 'webapp') => ({
  ...MINIMAL,
  type: kind,
  ...attributes
})

/** The lines that a person sees of a manifest with these attributes, without the last one that counts them. */
export const linesFor = (
  attributes: Record<string, unknown>,
  { kind = 'webapp', build }: { kind?: ManifestKind; build?: string } = {}
): string[] => {
  const text = JSON.stringify(manifestWith(attributes, kind), null, 2)
  const file = MANIFEST_FILES[kind]
  return formatProblems(checkManifest({ text, file, kind, ...(build !== undefined && { build }) }))
    .split('\n')
    .slice(0, -1)
}
