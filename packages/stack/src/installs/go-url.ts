/** Go's `url.Parse`, as far as it refuses. What it says is part of the API. */

/** Below a space, and DEL; Go looks at bytes, so what is not ASCII is none. */
const CONTROL = /[^\u0020-\u007e\u0080-\u{10ffff}]/u

const BAD_ESCAPE = /%(?![0-9a-fA-F]{2}).{0,2}/su

/** What Go takes in the name of a host, beyond what is not ASCII. */
const NO_HOST_CHARACTER = /[^A-Za-z0-9\-._~!$&'()*+,;=:[\]<>"\u0080-\u{10ffff}]/u

const quoted = (text: string): string =>
  JSON.stringify(text)
    .replaceAll(/\\u00([01][0-9a-f])/g, '\\x$1')
    .replaceAll('\x7f', '\\x7f')

const schemeOf = (url: string): { scheme: string; rest: string } | string => {
  if (url.startsWith(':')) return 'missing protocol scheme'
  const [, scheme = '', rest = ''] = /^([A-Za-z][A-Za-z0-9+.-]*):(.*)$/s.exec(url) ?? []
  return scheme === '' ? { scheme, rest: url } : { scheme, rest }
}

const portReason = (port: string): string | undefined =>
  port === '' || /^:\d*$/.test(port) ? undefined : `invalid port ${quoted(port)} after host`

const hostReason = (host: string): string | undefined => {
  if (host.startsWith('[')) {
    const end = host.lastIndexOf(']')
    return end < 0 ? "missing ']' in host" : portReason(host.slice(end + 1))
  }
  const colon = host.lastIndexOf(':')
  const port = colon < 0 ? undefined : portReason(host.slice(colon))
  if (port !== undefined) return port
  const escape = /%.{0,2}/su.exec(host)?.[0]
  if (escape !== undefined) return `invalid URL escape ${quoted(escape)}`
  const character = NO_HOST_CHARACTER.exec(host)?.[0]
  return character === undefined ? undefined : `invalid character ${quoted(character)} in host name`
}

const reason = (url: string): string | undefined => {
  if (CONTROL.test(url)) return 'net/url: invalid control character in URL'
  const found = schemeOf(url)
  if (typeof found === 'string') return found
  const [rest = ''] = found.rest.split('?')
  if (!rest.startsWith('/')) {
    if (found.scheme !== '') return undefined
    if (rest.split('/')[0]?.includes(':')) return 'first path segment in URL cannot contain colon'
  }
  const [, authority, path = ''] = /^\/\/([^/]*)(.*)$/s.exec(rest) ?? [undefined, undefined, rest]
  const host =
    authority === undefined ? undefined : hostReason(authority.slice(authority.lastIndexOf('@') + 1))
  if (host !== undefined) return host
  const escape = BAD_ESCAPE.exec(path)?.[0]
  return escape === undefined ? undefined : `invalid URL escape ${quoted(escape)}`
}

/** Why Go can't read a URL; undefined where it can. */
export const urlError = (text: string): string | undefined => {
  const [url = ''] = text.split('#')
  const why = reason(url)
  return why === undefined ? undefined : `parse ${quoted(url)}: ${why}`
}
