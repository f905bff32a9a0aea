import { AuthorizeError } from './authorize-error.js'
import { goQuery } from '../go-query.js'

/** What Go takes as the address of a request: with a scheme, or from the root. */
const REQUEST_URI = /^([a-z][a-z0-9+.-]*:|\/)/i

/** Throws `AuthorizeError` for an address to which nothing can be sent. */
export const checkRedirectUri = (uri: string): void => {
  if (!REQUEST_URI.test(uri)) throw new AuthorizeError('Error Invalid redirect_uri')
}

/**
 * The address of a client with what it is told. It ends with an empty fragment: a browser would keep the one of the page
 * before otherwise, and give it away.
 */
export const redirectBack = (uri: string, answer: Readonly<Record<string, string>>): string => {
  checkRedirectUri(uri)
  const [, before = '', own = ''] = /^([^?#]*)\??([^#]*)/.exec(uri) ?? []
  const query = new URLSearchParams(own)
  for (const [name, value] of Object.entries(answer)) query.set(name, value)
  const place = before
    .replace(/^[^:/]+:/, scheme => scheme.toLowerCase())
    .replaceAll(/[^\u0021-\u007e]+/gu, part => encodeURIComponent(part))
  return `${place}?${goQuery(query)}#`
}
