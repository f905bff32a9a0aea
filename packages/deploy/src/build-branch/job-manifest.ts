import { MANIFEST_FILES, type ManifestKind } from '@cozy-jobs/manifest/install'

/** What a deployment needs to know of a job. */
export interface DeployedJob {
  kind: ManifestKind
  slug?: string
  version?: string
}

const KINDS: readonly ManifestKind[] = ['webapp', 'konnector']

/** The kind of job whose manifest is among these names. */
export const kindAmong = (names: readonly string[]): ManifestKind | undefined =>
  KINDS.find(kind => names.includes(MANIFEST_FILES[kind]))

/** Reads a manifest loosely: whether it is right was checked before. */
export const jobOf = (kind: ManifestKind, text: string): DeployedJob => {
  let manifest: Record<string, unknown> = {}
  try {
    manifest = (JSON.parse(text) ?? {}) as Record<string, unknown>
  } catch {
    // A name is all that would be taken from it.
  }
  const { slug, version } = manifest
  return {
    kind,
    ...(typeof slug === 'string' && slug !== '' && { slug }),
    ...(typeof version === 'string' && { version })
  }
}
