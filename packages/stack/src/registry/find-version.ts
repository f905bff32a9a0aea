import type { Release } from '../installs/sources/registry-address.js'
import { HttpError } from '../server/http-error.js'
import { askRegistries, LOOKUP_TIME_LIMIT, readJsonAnswer } from './ask-registry.js'

/** One release of an application, as a registry describes it. */
export interface RegistryVersion {
  slug: string
  version: string
  /** Of its archive. */
  url: string
  /** Of the archive, in hex. */
  sha256: string
  /** The folder of the archive in which the application lies; '' for its top. */
  tar_prefix: string
  manifest: unknown
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const readVersion = (value: unknown): RegistryVersion => {
  if (typeof value !== 'object' || value === null) throw new HttpError(502, 'The registry gives no version')
  const { slug, version, url, sha256, tar_prefix, manifest } = value as Record<string, unknown>
  const digest = textOf(sha256)
  // Without it nobody can tell that the archive is the one that was published.
  if (!/^[0-9a-f]{64}$/i.test(digest)) throw new HttpError(502, 'The registry gives no sha256 of the version')
  return {
    slug: textOf(slug),
    version: textOf(version),
    url: textOf(url),
    sha256: digest.toLowerCase(),
    tar_prefix: textOf(tar_prefix),
    manifest
  }
}

/** The release that a source names; undefined where no registry has it. Throws `HttpError` where one can't be asked. */
export const findVersion = async (
  registries: readonly string[],
  { slug, channel, version }: Release,
  signal?: AbortSignal
): Promise<RegistryVersion | undefined> => {
  const [app, of, one] = [slug, channel, version].map(encodeURIComponent)
  const path = version === '' ? `/registry/${app}/${of}/latest` : `/registry/${app}/${one}`
  const response = await askRegistries(registries, path, { signal, timeLimit: LOOKUP_TIME_LIMIT })
  return response && readVersion(await readJsonAnswer(response))
}
