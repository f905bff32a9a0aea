import { dirname, join, posix } from 'node:path'
import { makeTemporaryFolder } from '@cozy-jobs/runner'
import { INSTALL_ERRORS } from '../errors.js'
import { fetchArchive } from './archive.js'
import { placeFiles } from './place-files.js'
import { withoutSecrets } from './parse-source.js'
import { readManifestFile } from './read-manifest-file.js'
import {
  CODE_LIMITS,
  MANIFEST_FILES,
  type CodeLimits,
  type Fetched,
  type Source,
  type SourceRequest
} from './source.js'

/** The real stack decodes what of the fragment is hexadecimal; without any there is nothing to compare. */
const checksumIn = (url: URL): string => {
  const text = url.hash.slice(1)
  return /^(?:[0-9a-f]{2})+$/i.test(text) ? text : ''
}

/**
 * `http://` and `https://`: a tar or tar.gz, once for manifest and code. The manifest may stand in a folder of the
 * archive; that folder is then the application, as in the archives that sites of repositories make.
 */
export class HttpSource implements Source {
  readonly #limits: CodeLimits

  constructor(limits: CodeLimits = CODE_LIMITS) {
    this.#limits = limits
  }

  async fetch({ kind, url, signal, warn }: SourceRequest): Promise<Fetched> {
    const { path: place, remove: close } = await makeTemporaryFolder('http')
    const absent = (why: string): Error => {
      warn(`Failed to fetch ${withoutSecrets(url.href)}: ${why}. Look at its address.`)
      return INSTALL_ERRORS.manifestNotReachable()
    }
    try {
      const { folder, paths } = await fetchArchive({
        url,
        sha256: checksumIn(url),
        place,
        signal,
        limits: this.#limits,
        absent
      })
      const file = paths.find(path => posix.basename(path) === MANIFEST_FILES[kind])
      if (file === undefined) throw absent(`it holds no ${MANIFEST_FILES[kind]}`)
      const prefix = posix.dirname(file)
      return {
        manifest: await readManifestFile(dirname(join(folder, file)), kind),
        place: withoutSecrets(url.href),
        version: ofManifest => ofManifest,
        checksum: '',
        isReleased: true,
        copyTo: target => placeFiles(folder, paths, prefix, target),
        close
      }
    } catch (error) {
      await close()
      throw error
    }
  }
}
