import { makeTemporaryFolder } from '@cozy-jobs/runner'
import { findVersion, type RegistryVersion } from '../../registry/find-version.js'
import { INSTALL_ERRORS } from '../errors.js'
import { fetchArchive } from './archive.js'
import { placeFiles } from './place-files.js'
import { withoutSecrets } from './parse-source.js'
import { isRelease, releaseOf } from './registry-address.js'
import {
  CODE_LIMITS,
  LARGEST_MANIFEST,
  type CodeLimits,
  type Fetched,
  type Source,
  type SourceRequest
} from './source.js'

const addressOf = ({ url }: RegistryVersion): URL => {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed?.protocol !== 'http:' && parsed?.protocol !== 'https:') throw INSTALL_ERRORS.sourceNotReachable()
  return parsed
}

/** `registry://slug/channel`, `registry://slug/1.2.3`: the manifest is in the registry, the code where that says. */
export class RegistrySource implements Source {
  readonly #limits: CodeLimits

  constructor(limits: CodeLimits = CODE_LIMITS) {
    this.#limits = limits
  }

  async fetch({ url, registries, signal, warn }: SourceRequest): Promise<Fetched> {
    const release = releaseOf(url)
    if (!isRelease(release)) throw INSTALL_ERRORS.manifestNotReachable()
    const absent = (why: string): Error => {
      warn(`Failed to find ${url.href} in a registry: ${why}. Look at "registries" of cozy.yaml.`)
      return INSTALL_ERRORS.manifestNotReachable()
    }
    if (registries.length === 0) throw absent('this stack has none')
    const found = await findVersion(registries, release, signal).catch((error: Error) => {
      throw absent(error.message)
    })
    if (!found) throw absent(`it is not at ${registries.map(withoutSecrets).join(', ')}`)
    const manifest = JSON.stringify(found.manifest)
    if (manifest.length > LARGEST_MANIFEST) throw INSTALL_ERRORS.badManifest()
    return {
      manifest,
      place: url.href,
      version: () => found.version,
      checksum: found.sha256,
      isReleased: true,
      copyTo: target => this.#copy(found, target, { signal, warn }),
      close: () => Promise.resolve()
    }
  }

  async #copy(
    version: RegistryVersion,
    target: string,
    { signal, warn }: Pick<SourceRequest, 'signal' | 'warn'>
  ): Promise<void> {
    const { path: place, remove } = await makeTemporaryFolder('registry')
    try {
      const { folder, paths } = await fetchArchive({
        url: addressOf(version),
        sha256: version.sha256,
        place,
        signal,
        limits: this.#limits,
        absent: why => {
          warn(
            `Failed to fetch ${withoutSecrets(version.url)} of the registry: ${why}. Try again, or take another version.`
          )
          return INSTALL_ERRORS.sourceNotReachable()
        }
      })
      await placeFiles(folder, paths, version.tar_prefix, target)
    } finally {
      await remove()
    }
  }
}
