import { escapeHtml } from '../server/html.js'
import { REMOTE_ERRORS } from './errors.js'
import type { RemoteRequest } from './request-file.js'

/** A request with its values: what is sent, and its address as it may be written down. */
export interface FilledRequest {
  verb: 'GET' | 'POST'
  url: URL
  /** Without the secrets of the stack. */
  shownUrl: string
  /** `secret` where one of the stack's own is in it. */
  headers: readonly { name: string; value: string; secret: boolean }[]
  body: string
}

export type Variables = Readonly<Record<string, string>>

const PLACE = /\{\{([0-9A-Za-z_ ]+)\}\}/g
const SECRET = 'secret_'

/** Half a character is none that an address could hold. */
const wellFormed = (value: string): string => Buffer.from(value).toString()

const encode = (value: string): string =>
  encodeURIComponent(wellFormed(value)).replaceAll(
    /[!'()*]/g,
    found => `%${found.charCodeAt(0).toString(16).toUpperCase()}`
  )

/** Go's `url.PathEscape`. */
const pathEscape = (value: string): string =>
  encode(value).replaceAll(/%(?:3A|40|26|3D|2B|24)/g, found => decodeURIComponent(found))

/** Go's `url.QueryEscape`. */
const queryEscape = (value: string): string => encode(value).replaceAll('%20', '+')

/** Go's JSON: what HTML could take for a tag is escaped. */
const jsonEscape = (value: string): string =>
  JSON.stringify(value)
    .slice(1, -1)
    .replaceAll(/[<>&\u2028\u2029]/g, found => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`)

const ESCAPES: Readonly<Record<string, (value: string) => string>> = {
  '': value => value,
  path: pathEscape,
  query: queryEscape,
  header: value => value.replaceAll('\n', '\\n'),
  json: jsonEscape,
  html: escapeHtml
}

/** A path's last escape: the real stack escapes the whole path once more, values included. */
const escapeWhole = (path: string): string =>
  path.replaceAll(/[^!-~]|["<>\\^`{|}%]/gu, found => encode(found))

const isDots = (segment: string): boolean => /^(?:\.|%2e){1,2}$/i.test(segment)

// eslint-disable-next-line no-control-regex -- they are what a header must not have
const CONTROL = /[\u0000-\u0008\u000a-\u001f\u007f]/

/**
 * Puts values into a request, each escaped for its place. Throws 400 where one is missing, where one would lead out of
 * the path of the definition, or end a header.
 */
export const fillRequest = async (
  { verb, origin, path, query, headers, body }: RemoteRequest,
  variables: Variables,
  secretOf: (name: string) => Promise<string | undefined>
): Promise<FilledRequest> => {
  const secrets: Record<string, string> = {}
  for (const [, inner = ''] of [path, query, body, ...headers.map(([, value]) => value)]
    .join('\n')
    .matchAll(PLACE)) {
    const name = inner.trim().split(' ').at(-1) ?? ''
    if (Object.hasOwn(variables, name) || !name.startsWith(SECRET)) continue
    const secret = await secretOf(name.slice(SECRET.length))
    if (secret !== undefined) secrets[name] = secret
  }
  const fill = (text: string, place: string, hidden = false): string =>
    text.replaceAll(PLACE, (_all, given: string) => {
      const inner = given.trim()
      const space = place === '' ? inner.indexOf(' ') : -1
      const [how, name] = space < 0 ? [place, inner] : [inner.slice(0, space), inner.slice(space + 1)]
      const own = Object.hasOwn(variables, name) ? variables[name] : undefined
      const value = own ?? secrets[name]
      if (value === undefined) throw REMOTE_ERRORS.missingVariable()
      const escape = Object.hasOwn(ESCAPES, how) ? ESCAPES[how] : undefined
      if (!escape) throw REMOTE_ERRORS.invalidRequest()
      return own === undefined && hidden ? '***' : escape(value)
    })
  const filledPath = fill(path, 'path')
  if (filledPath.split('/').some(isDots) && !path.split('/').some(isDots))
    throw REMOTE_ERRORS.invalidVariables()
  const urlOf = (hidden: boolean): string => {
    const search = fill(query, 'query', hidden).replaceAll(' ', '%20')
    return `${origin}${escapeWhole(fill(path, 'path', hidden))}${search && `?${search}`}`
  }
  return {
    verb,
    url: new URL(urlOf(false)),
    shownUrl: urlOf(true),
    headers: headers.map(([name, text]) => {
      const value = fill(text, 'header')
      if (CONTROL.test(value)) throw REMOTE_ERRORS.invalidVariables()
      return { name, value, secret: value !== fill(text, 'header', true) }
    }),
    body: verb === 'POST' ? fill(body, '') : ''
  }
}
