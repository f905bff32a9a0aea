import type { Logger } from '@cozy-jobs/logging'
import type { CheerioAPI } from 'cheerio'
import type { Readable } from 'node:stream'
import type { Budget } from '../run/budget.js'

/** A value of a query or of a form; null and undefined are left out, a Date is sent as ISO 8601. */
export type FieldValue = string | number | boolean | Date | null | undefined
/** Names and values; of a list each value is sent under its name. */
export type Fields = Readonly<Record<string, FieldValue | readonly FieldValue[]>>
/** In the order of sending, names repeated as often as wanted. */
export type FieldPairs = readonly (readonly [name: string, value: string])[]

/** A file in a form. */
export interface FormFile {
  content: string | Uint8Array | Blob | AsyncIterable<Uint8Array>
  filename?: string
  /** Its media type; `application/octet-stream` where absent. */
  type?: string
}
/** A form as `multipart/form-data`. */
export type Multipart =
  FormData | Readonly<Record<string, FieldValue | FormFile | readonly (FieldValue | FormFile)[]>>

/** Names and values; undefined takes one away that would be sent otherwise. Names keep their case and order. */
export type HeaderFields = Readonly<Record<string, string | undefined>>

/** When a request is tried again. */
export interface RetryOptions {
  /** Tries after the first one; 3 where absent. */
  limit?: number
  /** Milliseconds: the first pause is at most this, each one after it at most twice as long; 500 where absent. */
  baseDelay?: number
  /** Milliseconds that no pause is longer than, except one that the site asks for; 30 000 where absent. */
  maxDelay?: number
}

/** How much one host is asked, by all that share the limit. */
export interface RateLimit {
  /** Requests begun in a second, with a burst of as many; 10 where absent. */
  perSecond?: number
  /** Requests under way, until their first byte is there; 4 where absent. */
  concurrency?: number
}

/** The cookies of a browser session, kept from one run to the next by `serialize` and `restore`. */
export interface CookieStore {
  /** The `Cookie` header for an address; empty where there is none. */
  header(url: string): Promise<string>
  /** Takes a `Set-Cookie` header. One that the address may not set is left out, as browsers do. */
  keep(setCookie: string, url: string): Promise<void>
  /** All of them, ready for JSON. They are secrets. */
  serialize(): Promise<Record<string, unknown>>
  /** Puts what `serialize` gave in place of what is there. @throws Error where it is none of its own */
  restore(serialized: unknown): Promise<void>
  clear(): Promise<void>
}

/** What belongs to a client and to each of its requests. */
export interface RequestDefaults {
  /** Milliseconds without an answer, and then without a byte of it, after which a try is given up; 30 000. */
  timeout?: number
  /** Tries after the first one, of requests that a second try does no harm to; 3. */
  retries?: number | RetryOptions
  /** At most so many redirects, 10; with 0 the redirect itself is the answer. */
  maxRedirects?: number
  /** Whether an answer of 400 and more is thrown, which is so where absent. */
  throwOnStatus?: boolean
  /** The charset of the answer, where it is known better than what the site says. */
  encoding?: string
  /** The charset of `form`; UTF-8 where absent. */
  formEncoding?: string
}

/** A client of the provider's site. */
export interface HttpOptions extends RequestDefaults {
  /** What relative addresses are relative to. */
  baseUrl?: string | URL
  headers?: HeaderFields
  /** `User-Agent`; `DEFAULT_USER_AGENT` where absent. */
  userAgent?: string
  /** Cookies to share, or false for none; cookies of its own where absent. */
  jar?: CookieStore | false
  rateLimit?: RateLimit | false
  /** Nothing is begun, and nothing waited for, after its end. */
  budget?: Pick<Budget, 'left' | 'signal'>
  /** Told each request at level debug, and each pause at level warning. */
  log?: Pick<Logger, 'debug' | 'warning'>
  /** Values that no message shows. */
  secrets?: readonly string[]
}

/** One request. Of `form`, `multipart`, `json` and `body` one at most. */
export interface HttpRequest extends RequestDefaults {
  method?: string
  /** Added to the query of the address. */
  query?: Fields | URLSearchParams | string
  headers?: HeaderFields
  form?: Fields | FieldPairs | URLSearchParams
  multipart?: Multipart
  json?: unknown
  /** Sent as it is; a stream is sent once, without a second try. */
  body?: string | Uint8Array | Blob | AsyncIterable<Uint8Array>
  /**
   * Whether a second try does no harm; GET, HEAD, OPTIONS, PUT and DELETE are taken for such. What was refused with 429
   * and `Retry-After` is tried again in any case.
   */
  idempotent?: boolean
  signal?: AbortSignal
}

/** The ways of reading an answer. Whole ones ask again where the answer breaks off. */
export interface BodyReaders {
  /** Its text, by the charset of its BOM, header, XML declaration or `<meta>`. */
  text(): Promise<string>
  /** @throws HttpError `not-json`, with the title of the page that came instead */
  json<T = unknown>(): Promise<T>
  /** Its page. cheerio is loaded at the first use. */
  $(): Promise<CheerioAPI>
  /** The same as {@link $}. */
  cheerio(): Promise<CheerioAPI>
  /** @param options `max`: bytes that it may have, 50 MiB where absent @throws HttpError `too-large`, `cut-short` */
  buffer(options?: { max?: number }): Promise<Buffer>
}

/** An answer. */
export interface HttpResponse extends BodyReaders {
  readonly status: number
  readonly statusText: string
  /** Whether its status is 200 to 299. */
  readonly ok: boolean
  readonly headers: Headers
  /** The address after all redirects. */
  readonly url: string
  readonly redirected: boolean
  /** Its bytes as they come; an answer that breaks off is an error of the stream. */
  stream(): Readable
}

/** An answer to come: to be awaited, or read at once, as in `await http.get(url).json()`. */
export interface HttpCall extends Promise<HttpResponse>, BodyReaders {
  stream(): Promise<Readable>
}

type Send = (url: string | URL, request?: HttpRequest) => HttpCall

/**
 * The provider's side of a run. Every function throws {@link HttpError}.
 *
 * @example
 * const $ = await http.get('/bills', { query: { page: 2 } }).$()
 */
export interface Http {
  request: Send
  get: Send
  head: Send
  post: Send
  put: Send
  patch: Send
  delete: Send
  /** The same with other options; cookies and limits are shared, unless others are given. */
  extend(options: HttpOptions): Http
  readonly jar: CookieStore | undefined
}
