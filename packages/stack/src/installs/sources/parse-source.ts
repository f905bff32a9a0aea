import { invalidParameter } from '../../server/http-error.js'
import { INSTALL_ERRORS } from '../errors.js'
import { urlError } from '../go-url.js'

/** An address as a person may see it: neither password nor token, which may stand where the user does. */
export const withoutSecrets = (source: string): string =>
  source.replace(/^([A-Za-z][A-Za-z0-9+.-]*:\/\/)[^/?#]*@/, '$1')

/** Reads a source. Throws 422 in the words of Go for what is no address, and of the stack for what it does not take. */
export const parseSource = (source: string): URL => {
  const malformed = urlError(source)
  if (malformed !== undefined) {
    const secret = withoutSecrets(source) !== source
    throw invalidParameter('Source', secret ? 'The address of the source is malformed' : malformed)
  }
  try {
    return new URL(source)
  } catch {
    throw INSTALL_ERRORS.unsupportedSource()
  }
}

/** The folder that a `file://` source names. */
export const folderOf = (url: URL): string => {
  try {
    return decodeURIComponent(url.pathname)
  } catch {
    throw INSTALL_ERRORS.unsupportedSource()
  }
}
