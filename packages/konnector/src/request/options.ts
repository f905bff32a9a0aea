import type { HeaderFields } from '../http/api.js'
import { mergeHeaders } from '../http/headers.js'
import type { DebugOption } from './debug.js'
import type { FullResponse } from './full-response.js'
import type { RequestJar } from './request-jar.js'

/** How nested values are written into a query: see the package `qs`. */
export interface QueryStringOptions {
  arrayFormat?: 'indices' | 'brackets' | 'repeat' | 'comma'
}

/** Makes the result of the answer. */
export type Transform = (body: unknown, response: FullResponse, resolveWithFullResponse?: boolean) => unknown

/** The options of one request, under the names of the package `request` and of `request-promise`. */
export interface RequestOptions {
  url?: string | URL
  uri?: string | URL
  baseUrl?: string
  method?: string
  headers?: HeaderFields
  qs?: object
  qsStringifyOptions?: QueryStringOptions
  /** Writes lists by repeating their name. */
  useQuerystring?: boolean
  form?: object | string
  /** Values, bytes, streams, or `{ value, options: { filename, contentType } }`. */
  formData?: object
  body?: unknown
  /** `true`: asks for JSON, and sends and parses it; anything else is sent as JSON as well. */
  json?: unknown
  /** Is always so. */
  gzip?: boolean
  /** Null answers a Buffer; otherwise a name that Node or browsers know. Found out where absent. */
  encoding?: string | null
  /** `true` is the one that all requests of the process share. */
  jar?: boolean | RequestJar
  followRedirect?: boolean | ((response: FullResponse) => boolean)
  followAllRedirects?: boolean
  maxRedirects?: number
  removeRefererHeader?: boolean
  /** Whether a status that is not 2xx is a `StatusCodeError`, which is so where absent. */
  simple?: boolean
  resolveWithFullResponse?: boolean
  transform?: Transform
  /** Whether `transform` is left out where the status is not 2xx. */
  transform2xxOnly?: boolean
  /** Milliseconds of silence; 120 000 where absent. */
  timeout?: number
  auth?: {
    user?: string
    username?: string
    pass?: string
    password?: string
    bearer?: string | (() => string)
  }
  strictSSL?: boolean
  rejectUnauthorized?: boolean
  /** Of TLS: `ca`, `cert`, `key`, `rejectUnauthorized` … */
  agentOptions?: Record<string, unknown>
  ca?: unknown
  cert?: unknown
  key?: unknown
  passphrase?: string
  /** Adds `elapsedTime` to the full response. */
  time?: boolean
}

/** What `requestFactory` takes. */
export interface RequestFactoryOptions extends RequestOptions {
  /** Answers the page, as cheerio's `$`. */
  cheerio?: boolean
  /** `true` sends `DEFAULT_USER_AGENT`, which is so with `cheerio`. */
  userAgent?: boolean
  debug?: DebugOption
}

/** Options one after the other: of `headers` each is kept, of everything else the last one. */
export const mergeOptions = <T extends RequestOptions>(earlier: T, later: RequestOptions): T => {
  const defined = Object.fromEntries(Object.entries(later).filter(([, value]) => value !== undefined))
  return { ...earlier, ...defined, headers: mergeHeaders(earlier.headers, later.headers) }
}
