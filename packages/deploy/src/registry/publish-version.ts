import { checkManifest, formatProblems, type ManifestKind } from '@cozy-jobs/manifest'
import { withoutLogin } from '../remote/credentials.js'
import { PUBLISH_ERRORS } from './errors.js'
import { isVersionOf, readVersion, type Channel } from './channel.js'
import { fetchArchive, type Archive } from './fetch-archive.js'
import { createRegistryClient, type NewVersion } from './registry-client.js'

/** What is to be published, and where. */
export interface PublishOptions {
  /** The address of the registry, without `/registry`. */
  registry: string
  /** The job, as its own manifest has it. */
  job: { slug: string; kind: ManifestKind; version: string }
  /** `1.2.3`, `1.2.3-beta.4` or `1.2.3-dev.COMMIT`: its form tells the channel. */
  version: string
  /** Where the archive is. The registry fetches it from there. */
  url: string
  /** Compared with that of the archive, in hex. */
  sha256?: string
  /** Stands in for `parameters` of the manifest. */
  parameters?: unknown
  /** Asked for once everything else is right. Not asked for in a dry run. */
  token: () => Promise<string | undefined>
  dryRun?: boolean
  signal: AbortSignal
}

/** What was published. */
export interface PublishReport {
  /** `unchanged`: the registry has this very version already; `planned`: a dry run. */
  state: 'published' | 'unchanged' | 'planned'
  registry: string
  slug: string
  kind: ManifestKind
  version: string
  channel: Channel
  url: string
  sha256: string
  /** Bytes. */
  size: number
  /** Where the registry has it. */
  location?: string
}

const checkArchive = ({ manifest }: Archive, { url, job, version }: PublishOptions): void => {
  const { kind, text, path } = manifest
  const problems = checkManifest({ text, file: path, kind }).filter(({ severity }) => severity === 'error')
  if (problems.length > 0) throw PUBLISH_ERRORS.archiveInvalid(url, formatProblems(problems))
  const { slug, version: own } = JSON.parse(text) as { slug?: string; version?: string }
  if (kind !== job.kind) throw PUBLISH_ERRORS.archiveOther(url, 'kind', kind, job.kind)
  if (slug !== job.slug) throw PUBLISH_ERRORS.archiveOther(url, 'application', slug ?? 'no slug', job.slug)
  if (own === undefined || !isVersionOf(own, version)) {
    throw PUBLISH_ERRORS.archiveOther(url, 'version', own ?? 'none', version)
  }
}

const checkAddress = (url: string): void => {
  const shown = withoutLogin(url)
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) throw PUBLISH_ERRORS.badAddress('the archive', shown)
  if (shown !== url) throw PUBLISH_ERRORS.loginInAddress(shown)
}

/**
 * Publishes a version in a registry of Cozy, after all that the registry will check was looked at here. One that is
 * there already with the same content is left as it is, so that a pipeline may be run again.
 *
 * @see https://docs.cozy.io/en/cozy-stack/registry-publish/
 * @throws DeployError
 */
export const publishVersion = async (options: PublishOptions): Promise<PublishReport> => {
  const { job, version, url, parameters, signal, dryRun = false } = options
  const { channel } = readVersion(version)
  if (!isVersionOf(job.version, version)) throw PUBLISH_ERRORS.otherVersion(version, job.version)
  checkAddress(url)
  const client = createRegistryClient(options.registry, signal)
  const registry = withoutLogin(options.registry)
  const [known, hasApplication] = await Promise.all([
    client.version(job.slug, version),
    client.hasApplication(job.slug)
  ])
  if (!hasApplication) throw PUBLISH_ERRORS.notRegistered(registry, job.slug)
  const archive = await fetchArchive(url, signal)
  const { sha256, size } = archive
  const wanted = options.sha256?.toLowerCase()
  if (wanted !== undefined && wanted !== sha256) throw PUBLISH_ERRORS.badSum(url, sha256, wanted)
  checkArchive(archive, options)
  const report = { registry, slug: job.slug, kind: job.kind, version, channel, url, sha256, size }
  if (known && known.sha256 !== sha256) throw PUBLISH_ERRORS.alreadyThere(job.slug, version)
  if (known) return { ...report, state: 'unchanged' }
  if (dryRun) return { ...report, state: 'planned' }
  const token = await options.token()
  if (!token) throw PUBLISH_ERRORS.noToken()
  // A header can not hold it, and would be told of with all that is in it.
  if (!/^[\x21-\x7e]+$/.test(token)) throw PUBLISH_ERRORS.badToken()
  const sent: NewVersion = { version, url, sha256, ...(parameters !== undefined && { parameters }) }
  const location = await client.publish(job.slug, sent, token)
  return { ...report, state: 'published', ...(location !== undefined && { location }) }
}
