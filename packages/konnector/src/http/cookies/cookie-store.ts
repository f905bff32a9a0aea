import type { CookieJar } from 'tough-cookie'
import type { CookieStore } from '../api.js'

/** What is used of tough-cookie's jar: any of its versions since 4 will do. */
export type AnyCookieJar = Pick<CookieJar, 'getCookieString' | 'setCookie'>

/** A store over the jar that `current` answers, asked at each use: it may be exchanged meanwhile. */
export const headersOfJar = (
  current: () => AnyCookieJar | Promise<AnyCookieJar>
): Pick<CookieStore, 'header' | 'keep'> => ({
  header: async url => (await current()).getCookieString(url),
  keep: async (setCookie, url) => {
    await (await current()).setCookie(setCookie, url, { ignoreError: true })
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
