import { invalidParameter } from '../server/http-error.js'
import { INSTALL_ERRORS } from './errors.js'
import { urlError } from './go-url.js'

/** Sources that the real stack fetches over a network. */
const REMOTE = ['git:', 'git+ssh:', 'ssh+git:', 'git+https:', 'http:', 'https:']

/** The folder that a `file://` source names. Throws for every other source. */
export const folderOfSource = (source: string): string => {
  const malformed = urlError(source)
  if (malformed !== undefined) throw invalidParameter('Source', malformed)
  let url: URL
  try {
    url = new URL(source)
  } catch {
    throw INSTALL_ERRORS.unsupportedSource()
  }
  // No registry is asked: nothing of it can be reached, which is what the real stack says of a slug it lacks.
  if (url.protocol === 'registry:') throw INSTALL_ERRORS.manifestNotReachable()
  if (REMOTE.includes(url.protocol)) throw INSTALL_ERRORS.sourceNotThere(url.protocol.slice(0, -1))
  if (url.protocol !== 'file:') throw INSTALL_ERRORS.unsupportedSource()
  try {
    return decodeURIComponent(url.pathname)
  } catch {
    throw INSTALL_ERRORS.unsupportedSource()
  }
}

/** What the manifest of each kind is called. */
export const MANIFEST_FILES = { apps: 'manifest.webapp', konnectors: 'manifest.konnector' } as const
