import { Cookie, CookieJar } from 'tough-cookie'
import type { CookieStore } from '../http/api.js'
import { headersOfJar, type AnyCookieJar } from '../http/cookies/cookie-store.js'

/** Cookies, under the names of the package `request`: all of it at once, without promises. */
export interface RequestJar {
  /** tough-cookie's own; another one may be put in its place, such as that of an earlier run. */
  _jar: CookieJar
  setCookie(cookie: string | Cookie, url: string, options?: object): Cookie | undefined
  /** The `Cookie` header for an address. */
  getCookieString(url: string): string
  getCookies(url: string): Cookie[]
}

type Store = ConstructorParameters<typeof CookieJar>[0]

/** An empty jar. */
export const requestJar = (store?: Store): RequestJar => ({
  _jar: new CookieJar(store, { looseMode: true }),
  setCookie(cookie, url, options) {
    return this._jar.setCookieSync(cookie, url, { ...options })
  },
  getCookieString(url) {
    return this._jar.getCookieStringSync(url)
  },
  getCookies(url) {
    return this._jar.getCookiesSync(url)
  }
})

/** A cookie of a `Set-Cookie` header; undefined where it is none. */
export const requestCookie = (text: string): Cookie | undefined => Cookie.parse(text, { loose: true })

let shared: RequestJar | undefined

/** The jar that an option names. `true` is one for the whole process, as `signin` and its konnector count on. */
export const jarOf = (jar: boolean | RequestJar | undefined): (() => AnyCookieJar) | undefined => {
  if (jar === undefined || jar === false) return undefined
  const named = jar === true ? (shared ??= requestJar()) : jar
  return () => named._jar
}

/** The cookies of a jar, for `http`: what either keeps the other sends. */
export const storeOfJar = (named: RequestJar): CookieStore => ({
  ...headersOfJar(() => named._jar),
  serialize: () => Promise.resolve({ ...named._jar.toJSON() }),
  restore: from => {
    named._jar = CookieJar.fromJSON(from as string)
    return Promise.resolve()
  },
  clear: () => {
    named._jar = requestJar()._jar
    return Promise.resolve()
  }
})
