import type { CookieJar } from 'tough-cookie'
import type { CookieStore } from '../api.js'

type Told<T> = (error: unknown, value?: T) => void

/** What is used of tough-cookie's jar. By callback: so any of its versions will do, that of the package `request` too. */
export interface AnyCookieJar {
  getCookieString(url: string, options: object, told: Told<string>): unknown
  setCookie(cookie: string, url: string, options: object, told: Told<unknown>): unknown
}

const told = <T>(ask: (answer: Told<T>) => unknown): Promise<T> =>
  new Promise((resolve, reject) => {
    ask((error, value) => {
      if (error)
        reject(error instanceof Error ? error : new Error('the jar of cookies failed', { cause: error }))
      else resolve(value as T)
    })
  })

/** A store over the jar that `current` answers, asked at each use: it may be exchanged meanwhile. */
export const headersOfJar = (
  current: () => AnyCookieJar | Promise<AnyCookieJar>
): Pick<CookieStore, 'header' | 'keep'> => ({
  header: async url => {
    const jar = await current()
    return told<string>(answer => jar.getCookieString(url, {}, answer))
  },
  keep: async (setCookie, url) => {
    const jar = await current()
    await told(answer => jar.setCookie(setCookie, url, { ignoreError: true }, answer))
  }
})

/**
 * Cookies, with what was kept of an earlier run. tough-cookie is loaded at the first use.
 *
 * @example
 * const jar = createCookieStore(account.getData().session)
 */
export const createCookieStore = (serialized?: unknown): CookieStore => {
  let jar: Promise<CookieJar> | undefined
  const load = async (from?: unknown): Promise<CookieJar> => {
    const { CookieJar } = await import('tough-cookie')
    if (from === undefined || from === null) return new CookieJar(undefined, { looseMode: true })
    return CookieJar.deserialize(typeof from === 'string' ? from : from)
  }
  const current = (): Promise<CookieJar> => (jar ??= load(serialized))
  return {
    ...headersOfJar(current),
    serialize: async () => ({ ...(await (await current()).serialize()) }),
    restore: async from => {
      const restored = await load(from)
      jar = Promise.resolve(restored)
    },
    clear: async () => {
      await (await current()).removeAllCookies()
    }
  }
}
